import type { Verb } from '#domain/action/action';
import type { Verdict } from '#domain/plan/plan';
import type { Term } from '#domain/term/term';
import { lengthOf } from './how-long';
import { asSentence } from './listing';
import { explainPlanReason } from './plan-reason';
import { say } from './say';
import { date } from './time';

export interface LineWords {
  readonly label: string;
  readonly tone: 'success' | 'neutral' | 'warning' | 'danger' | 'progress';
  readonly icon: 'plus' | 'minus' | 'check' | 'cross' | 'clock' | 'warning' | 'hand' | 'spinner';
  /** Undefined where the label says it all. */
  readonly detail: string | undefined;
}

/** Whether both lines say the same of what would happen. */
export function saysTheSame(one: LineWords, other: LineWords): boolean {
  return (
    one.label === other.label &&
    one.tone === other.tone &&
    one.icon === other.icon &&
    one.detail === other.detail
  );
}

const already = (): Readonly<Record<Verb, string>> => ({
  add: say('Has it already; stays as it is.'),
  remove: say('Does not have it.'),
  create: say('Already exists; it will be used. Products are given to new accounts only.'),
});

/** What a line of the plan would do, before it is done. `term`: what is asked for. */
export function verdictWords(verb: Verb, verdict: Verdict, term: Term): LineWords {
  switch (verdict.verdict) {
    case 'change':
      if (verdict.prolongs !== undefined) {
        return {
          label: say('Will be prolonged'),
          tone: 'success',
          icon: 'clock',
          detail: prolonged(date(verdict.prolongs), term),
        };
      }
      if (verb === 'create') {
        return { label: say('Will be created'), tone: 'success', icon: 'plus', detail: undefined };
      }
      return verb === 'add'
        ? { label: say('Will be added'), tone: 'success', icon: 'plus', detail: undefined }
        : { label: say('Will be removed'), tone: 'neutral', icon: 'minus', detail: undefined };
    case 'alreadySo':
      return {
        label: say('Already so'),
        tone: 'neutral',
        icon: 'check',
        detail: already()[verb],
      };
    case 'refused':
    case 'impossible': {
      const { like, rule } = verdict.verdict === 'refused' ? verdict : NOTHING;
      const { what, why, next } = explainPlanReason(verdict.reason, like, rule);
      return {
        label: verdict.verdict === 'refused' ? say('Not allowed') : say('Not possible'),
        tone: verdict.verdict === 'refused' ? 'danger' : 'warning',
        icon: verdict.verdict === 'refused' ? 'cross' : 'warning',
        detail: `${asSentence(what)} ${why} ${next}`,
      };
    }
  }
}

const NOTHING: { readonly like?: string; readonly rule?: string } = {};

function prolonged(date: string, term: Term): string {
  switch (term.kind) {
    case 'permanent':
      return say('Has it until {date}; once this is done, permanently.', { date });
    case 'until':
    case 'workItem':
      return say('Has it until {date}; once this is done, {length}.', {
        date,
        length: lengthOf(term),
      });
    case 'hours':
    case 'days':
      return say('Has it until {date}; once this is done, for {length} from then.', {
        date,
        length: lengthOf(term),
      });
  }
}
