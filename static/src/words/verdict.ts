import type { Verb } from '#domain/action/action';
import type { Verdict } from '#domain/plan/plan';
import type { Term } from '#domain/term/term';
import { explainPlanReason } from './failure-reason';
import { count } from './listing';
import { date } from './time';

export interface LineWords {
  readonly label: string;
  readonly tone: 'success' | 'neutral' | 'warning' | 'danger' | 'progress';
  readonly icon: 'plus' | 'minus' | 'check' | 'cross' | 'clock' | 'warning' | 'hand' | 'spinner';
  /** Undefined where the label says it all. */
  readonly detail: string | undefined;
}

const ALREADY: Readonly<Record<Verb, string>> = {
  add: 'Has it already; stays as it is.',
  remove: 'Does not have it.',
  create: 'Is there already, and is used.',
};

/** What a line of the plan would do, before it is done. `term`: what is asked for. */
export function verdictWords(verb: Verb, verdict: Verdict, term: Term): LineWords {
  switch (verdict.verdict) {
    case 'change':
      if (verdict.prolongs !== undefined) {
        return {
          label: 'Will be prolonged',
          tone: 'success',
          icon: 'clock',
          detail: `Has it until ${date(verdict.prolongs)}; once this is done, ${forHowLong(term)}.`,
        };
      }
      if (verb === 'create') {
        return { label: 'Will be created', tone: 'success', icon: 'plus', detail: undefined };
      }
      return verb === 'add'
        ? { label: 'Will be added', tone: 'success', icon: 'plus', detail: undefined }
        : { label: 'Will be removed', tone: 'neutral', icon: 'minus', detail: undefined };
    case 'alreadySo':
      return {
        label: 'Already so',
        tone: 'neutral',
        icon: 'check',
        detail: ALREADY[verb],
      };
    case 'refused':
    case 'impossible': {
      const like = verdict.verdict === 'refused' ? verdict.like : undefined;
      const { what, why, next } = explainPlanReason(verdict.reason, like);
      return {
        label: verdict.verdict === 'refused' ? 'Not allowed' : 'Not possible',
        tone: verdict.verdict === 'refused' ? 'danger' : 'warning',
        icon: verdict.verdict === 'refused' ? 'cross' : 'warning',
        detail: `${what}: ${lowerFirst(why)} ${next}`,
      };
    }
  }
}

const forHowLong = (term: Term) =>
  term.kind === 'permanent' ? 'for good' : `for ${count(term.days, 'day')} from then`;

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
