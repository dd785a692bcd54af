import type { ClosedFor } from '#domain/audit/closed-for';
import type { Lateness } from '#domain/grant/lateness';
import type { AccessOfRequest } from '#domain/holding/access-of-request';
import type { RequestState } from '#domain/request/access-request';
import { say } from './say';
import { date, dateAndTime } from './time';

export type Tone = 'neutral' | 'progress' | 'success' | 'warning' | 'danger';

export interface StateWords {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: 'clock' | 'check' | 'spinner' | 'warning' | 'cross' | 'minus';
}

/** Each state in words, with a shape beside the colour. */
const states = (): Readonly<Record<RequestState, StateWords>> => ({
  awaitingApproval: { label: say('Waiting for approval'), tone: 'progress', icon: 'clock' },
  scheduled: { label: say('Approved, starts later'), tone: 'progress', icon: 'clock' },
  approved: { label: say('Approved, about to start'), tone: 'progress', icon: 'spinner' },
  applying: { label: say('Making the changes'), tone: 'progress', icon: 'spinner' },
  completed: { label: say('Done'), tone: 'success', icon: 'check' },
  needsAttention: { label: say('Needs attention'), tone: 'warning', icon: 'warning' },
  declined: { label: say('Declined'), tone: 'danger', icon: 'cross' },
  withdrawn: { label: say('Withdrawn'), tone: 'neutral', icon: 'minus' },
  timedOut: { label: say('Not decided in time'), tone: 'neutral', icon: 'clock' },
});

/** Done, and its access is not as it was approved since. */
const lateStates = (): Readonly<Record<Lateness, StateWords>> => ({
  overdue: { label: say('Access overdue'), tone: 'warning', icon: 'warning' },
  missing: { label: say('Access missing'), tone: 'warning', icon: 'warning' },
});
const paused = (): StateWords => ({
  label: say('Approved, waiting to go on'),
  tone: 'warning',
  icon: 'clock',
});

/** Of what is done, how its access stands: that it was done says little once it was. */
function accessState(access: AccessOfRequest): StateWords {
  switch (access.state) {
    case 'active':
      return {
        label: activeWords(access),
        tone: 'success',
        icon: 'check',
      };
    case 'ending':
      return { label: say('Ending'), tone: 'progress', icon: 'spinner' };
    case 'goesOn':
      return { label: say('Goes on under another request'), tone: 'neutral', icon: 'check' };
    case 'ended':
      return {
        label: say('Ended {date}', { date: date(access.at) }),
        tone: 'neutral',
        icon: 'minus',
      };
  }
}

function activeWords({ until, workItem }: Extract<AccessOfRequest, { state: 'active' }>): string {
  if (workItem !== undefined) return say('Active until {key} is done', { key: workItem });
  return until === undefined ? say('Active') : say('Active until {date}', { date: date(until) });
}

export function stateWords({
  state,
  closedFor,
  pause,
  startsAt,
  late,
  access,
}: {
  readonly state: RequestState;
  readonly closedFor?: ClosedFor | undefined;
  readonly pause: unknown;
  readonly startsAt?: number | undefined;
  readonly late: { readonly about: Lateness } | undefined;
  readonly access: AccessOfRequest | undefined;
}): StateWords {
  if (pause !== undefined) return paused();
  if (closedFor !== undefined) return { label: say('Closed'), tone: 'neutral', icon: 'minus' };
  if (state === 'scheduled' && startsAt !== undefined) {
    return {
      ...states().scheduled,
      label: say('Starts {time}', { time: dateAndTime(startsAt) }),
    };
  }
  if (state !== 'completed') return states()[state];
  if (late !== undefined) return lateStates()[late.about];
  return access === undefined ? states()[state] : accessState(access);
}

/** For sentences: `it is already done`. */
export function stateInSentence(state: RequestState): string {
  switch (state) {
    case 'awaitingApproval':
      return say('it is waiting for approval');
    case 'scheduled':
      return say('it is approved and starts later');
    case 'approved':
      return say('it is approved and about to start');
    case 'applying':
      return say('its changes are being made');
    case 'completed':
      return say('it is done');
    case 'needsAttention':
      return say('it is carried out, with steps that failed');
    case 'declined':
      return say('it was declined');
    case 'withdrawn':
      return say('it was withdrawn');
    case 'timedOut':
      return say('nobody decided it in time');
  }
}
