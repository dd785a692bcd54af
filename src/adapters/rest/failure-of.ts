import { SiteFailure } from '#ports/site-failure';
import type { Classified } from './classify';

/**
 * Who answered: the connected site, asked with its token; the Jira that the app is in, asked by the
 * platform; the organization, asked with its key. A rejection speaks of the connection's token only
 * where that was used.
 */
export type Answerer = 'site' | 'host' | 'organization';

const NAMES: Readonly<Record<Answerer, string>> = {
  site: 'The site',
  host: 'Jira',
  organization: 'The organization',
};

/** What is said where a credential is not taken, and the answer has no words of its own. */
export const REJECTED: Readonly<Record<Answerer, string>> = {
  site: 'The site does not accept the API token.',
  host: 'Jira does not allow it.',
  organization:
    'The organization does not accept its API key: it has expired or was revoked. A Jira admin can replace it.',
};

const LACKS_SCOPE: Readonly<Record<Answerer, string>> = {
  site: 'The API token lacks a scope.',
  host: 'The app has not been given the permission that this takes.',
  organization: 'The API key lacks a scope.',
};

type Failed = Exclude<Classified, { kind: 'success' }>;

/** What the callers of a read are told of an answer that is not one. */
export function failureOf(classified: Failed, status: number, by: Answerer): SiteFailure {
  const words =
    'message' in classified && classified.message !== '' ? classified.message : undefined;
  const fail = (...[code, message, retryable, wait]: FailureParts) =>
    new SiteFailure(code, message, retryable, status, wait);
  switch (classified.kind) {
    case 'credentialRejected':
      return by === 'site'
        ? fail('credentialRejected', words ?? REJECTED.site, false)
        : fail('forbidden', REJECTED[by], false);
    case 'captchaRequired':
      return fail(
        by === 'site' ? 'credentialRejected' : 'forbidden',
        'The site asks the owner of the API token to sign in in a browser first.',
        false,
      );
    case 'scopeMissing':
      return fail('forbidden', LACKS_SCOPE[by], false);
    case 'forbidden':
    case 'ipNotAllowed':
      return fail('forbidden', words ?? `${NAMES[by]} does not allow it.`, false);
    case 'rateLimited':
      return fail('rateLimited', `${NAMES[by]} asks to slow down.`, true, classified.retryAfterMs);
    case 'unavailable':
      return fail('siteUnavailable', `${NAMES[by]} is not available.`, true);
    case 'redirected':
      return fail(
        'siteUnavailable',
        `${NAMES[by]} refers to another address, which is not followed.`,
        false,
      );
    case 'notFound':
      return fail('unexpectedAnswer', words ?? `${NAMES[by]} has no such thing.`, false);
    case 'refused':
      return fail('unexpectedAnswer', words ?? `${NAMES[by]} did not take the request.`, false);
    case 'nonsense':
      return fail('unexpectedAnswer', 'The answer makes no sense.', true);
  }
}

/** An answer that does not show that it is all there is: what is missing from it is not known. */
export const cutOff = (): SiteFailure => failureOf({ kind: 'nonsense' }, 200, 'site');

/** Who else is called so can't be found out: more people are than any search shows. */
export const tooManyPeople = (): SiteFailure =>
  new SiteFailure(
    'callsUsedUp',
    'More people have a name that begins like one of these than the site shows.',
    false,
  );

/** A list of which an item makes no sense: who or what it is, is not known. */
export const notAllTold = (by: Answerer): SiteFailure =>
  new SiteFailure(
    'unexpectedAnswer',
    `${NAMES[by]} gave a list of which not every entry can be read.`,
    false,
    200,
  );

type FailureParts = [
  code: SiteFailure['code'],
  message: string,
  retryable: boolean,
  retryAfterMs?: number | undefined,
];

/** No answer came. It may come another time, unless the platform lets no such call out. */
export const noAnswer = (by: Answerer, mayCome: boolean, cause?: unknown): SiteFailure =>
  new SiteFailure('networkFailure', `${NAMES[by]} did not answer.`, mayCome, undefined, undefined, {
    cause,
  });
