import { SiteFailure } from '#ports/site-failure';

/**
 * An answer about another thing than was asked for is no answer. What was asked for by a key is not
 * looked at: it is found by an earlier one as well.
 */
export function mustBeAbout<T extends { readonly id: string | number }>(
  asked: string,
  answered: T | undefined,
): T | undefined {
  if (answered === undefined || !/^\d+$/.test(asked) || String(answered.id) === asked)
    return answered;
  throw new SiteFailure('unexpectedAnswer', 'The answer is about something else.', false);
}
