import type { Lateness } from '#domain/grant/lateness';
import type { RequestState } from '#domain/request/access-request';
import { say } from './say';

export type Tone = 'neutral' | 'progress' | 'success' | 'warning' | 'danger';

export interface StateWords {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: 'clock' | 'check' | 'spinner' | 'warning' | 'cross' | 'minus';
}

/** Each state in words, with a shape beside the colour. */
const states = (): Readonly<Record<RequestState, StateWords>> => ({
  awaitingApproval: { label: say('Waiting for approval'), tone: 'progress', icon: 'clock' },
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

export function stateWords({
  state,
  pause,
  late,
}: {
  readonly state: RequestState;
  readonly pause: unknown;
  readonly late: { readonly about: Lateness } | undefined;
}): StateWords {
  if (pause !== undefined) return paused();
  return state === 'completed' && late !== undefined ? lateStates()[late.about] : states()[state];
}

/** For sentences: `it is already done`. */
export function stateInSentence(state: RequestState): string {
  switch (state) {
    case 'awaitingApproval':
      return say('it is waiting for approval');
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
