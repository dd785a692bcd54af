import { say } from '#words/say';
import type { TypedLimit } from '../limit-field';
import type { PolicyDraft } from './policy-settings';

const HOURS_OF_A_DAY = 24;

/** Why fallback approvers would never be let in, though the policy says after how many hours. */
export function letsNobodyIn(
  { limited, number }: TypedLimit,
  {
    fallbackApprovers,
    decideWithinDays,
  }: Pick<PolicyDraft, 'fallbackApprovers' | 'decideWithinDays'>,
): string | undefined {
  if (!limited) return undefined;
  if (fallbackApprovers.length === 0) {
    return say('There is nobody to let in: name fallback approvers first.');
  }
  const days = Number(decideWithinDays);
  // What is wrong with that is said at its own field.
  if (!Number.isInteger(days) || days < 1) return undefined;
  return Number(number) >= days * HOURS_OF_A_DAY
    ? say(
        'Nobody would decide as well: a request is closed after {days, plural, one {# day} other {# days}}, before these hours are over.',
        { days },
      )
    : undefined;
}
