import type { RequestState } from '#domain/request/access-request';

export type Tone = 'neutral' | 'progress' | 'success' | 'warning' | 'danger';

export interface StateWords {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: 'clock' | 'check' | 'spinner' | 'warning' | 'cross' | 'minus';
}

/** Each state in words, with a shape beside the colour. */
const STATES: Readonly<Record<RequestState, StateWords>> = {
  awaitingApproval: { label: 'Waiting for approval', tone: 'progress', icon: 'clock' },
  approved: { label: 'Approved, about to start', tone: 'progress', icon: 'spinner' },
  applying: { label: 'Making the changes', tone: 'progress', icon: 'spinner' },
  completed: { label: 'Done', tone: 'success', icon: 'check' },
  needsAttention: { label: 'Needs attention', tone: 'warning', icon: 'warning' },
  declined: { label: 'Declined', tone: 'danger', icon: 'cross' },
  withdrawn: { label: 'Withdrawn', tone: 'neutral', icon: 'minus' },
  timedOut: { label: 'Not decided in time', tone: 'neutral', icon: 'clock' },
};

/** Done, and its access should have ended since. */
const OVERDUE: StateWords = { label: 'Access overdue', tone: 'warning', icon: 'warning' };
const PAUSED: StateWords = { label: 'Approved, waiting to go on', tone: 'warning', icon: 'clock' };

export function stateWords({
  state,
  pause,
  overdue,
}: {
  readonly state: RequestState;
  readonly pause: unknown;
  readonly overdue: unknown;
}): StateWords {
  if (pause !== undefined) return PAUSED;
  return state === 'completed' && overdue !== undefined ? OVERDUE : STATES[state];
}

/** For sentences: `it is already done`. */
export function stateInSentence(state: RequestState): string {
  switch (state) {
    case 'awaitingApproval':
      return 'it is waiting for approval';
    case 'approved':
      return 'it is approved and about to start';
    case 'applying':
      return 'its changes are being made';
    case 'completed':
      return 'it is done';
    case 'needsAttention':
      return 'it is carried out, with steps that failed';
    case 'declined':
      return 'it was declined';
    case 'withdrawn':
      return 'it was withdrawn';
    case 'timedOut':
      return 'nobody decided it in time';
  }
}
