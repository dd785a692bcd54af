import type { NoRenewalView } from '#contract/views';
import { say } from '#words/say';
import { date } from '#words/time';

/** Who said it, when and why. */
export function noRenewalWords({ by, at, reason }: NoRenewalView): string {
  return say('{name} said on {date}: do not renew. Why: “{reason}”', {
    name: by.displayName,
    date: date(at),
    reason,
  });
}

/** On a button that would ask for more time: why stands beside it. */
export function notRenewedInShort({ by }: NoRenewalView): string {
  return say(
    '{name} said that it is not to be renewed. Whoever approved it, or a Jira admin, can allow it again.',
    { name: by.displayName },
  );
}

/** Where a link would have asked for more time. */
export function whyNotRenewed(note: NoRenewalView): string {
  return say('{said} Whoever approved it, or a Jira admin, can allow it again.', {
    said: noRenewalWords(note),
  });
}
