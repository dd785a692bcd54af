import type { CallError } from '#contract/answer';
import type { Person } from '#domain/action/person';
import { judgeAwayTime, type StandInRefusal } from '#domain/approval/stand-in';
import type { Instant } from '#domain/lib/time';
import { say } from '#words/say';
import { explainStandInRefusal } from '#words/stand-in-refusal';
import type { Problems, Rules } from '../use-form';

export interface AwayDraft {
  readonly deputy: readonly Person[];
  /** NaN where what is typed is no time. */
  readonly from: Instant;
  readonly until: Instant;
}

/** At which field a refusal is said. */
const FIELD_OF: Readonly<Record<StandInRefusal['code'], keyof AwayDraft>> = {
  oneself: 'deputy',
  nobodyThere: 'deputy',
  tooFarAhead: 'from',
  noTime: 'until',
  tooLong: 'until',
};

export const awayRules = (now: Instant): Rules<AwayDraft> => ({
  deputy: ({ deputy }) => (deputy.length === 0 ? say('Choose who decides for you.') : undefined),
  from: (draft) =>
    Number.isNaN(draft.from) ? say('Enter a date and a time.') : timeProblem('from', draft, now),
  until: (draft) =>
    Number.isNaN(draft.until) ? say('Enter a date and a time.') : timeProblem('until', draft, now),
});

function timeProblem(
  field: keyof AwayDraft,
  { from, until }: AwayDraft,
  now: Instant,
): string | undefined {
  // A beginning that is none yet is said at its own field.
  const judged = judgeAwayTime({ from: Number.isNaN(from) ? now : from, until }, now);
  if (judged.allowed || FIELD_OF[judged.why.code] !== field) return undefined;
  return explainStandInRefusal(judged.why).next;
}

export function awayFaults(error: CallError): Problems<AwayDraft> {
  if (error.code !== 'standIn') return {};
  return { [FIELD_OF[error.refusal.code]]: explainStandInRefusal(error.refusal).next };
}
