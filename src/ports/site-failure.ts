/**
 * The site or the way to it failed, and no person's input is to blame. Thrown by adapters; where it ends
 * is decided in docs/decisions/0016-where-errors-end.md.
 */
export type SiteFailureCode =
  | 'credentialRejected'
  | 'forbidden'
  | 'rateLimited'
  | 'siteUnavailable'
  | 'networkFailure'
  | 'unexpectedAnswer'
  /** The address is not that of the connected site any more: nothing was sent there. */
  | 'otherSite'
  /** Nothing was asked of the site: another run does the same, which one does at a time, and takes too long. */
  | 'othersFirst'
  /** This invocation has made as many calls to the site as it may. */
  | 'callsUsedUp';

export class SiteFailure extends Error {
  override readonly name = 'SiteFailure';

  constructor(
    readonly code: SiteFailureCode,
    message: string,
    readonly retryable: boolean,
    readonly status?: number,
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Whether the same question may be answered another time, once the site, the way to it or the connection is well again.
 * Else the site has said that it does not tell: that is not known, however often it is asked.
 */
export function mayTellLater({ retryable, code }: SiteFailure): boolean {
  return (
    retryable || code === 'callsUsedUp' || code === 'credentialRejected' || code === 'otherSite'
  );
}

/** Of what was sent: only the answer is missing, or makes no sense; who is asked to slow down has not been heard. */
export function mayBeDone({ retryable, code }: SiteFailure): boolean {
  return retryable && code !== 'rateLimited';
}

/** Whether the same may go well where it is about somebody else: it says nothing of the connection, or of the pace. */
export function mayBeAboutOne({ code }: SiteFailure): boolean {
  switch (code) {
    case 'forbidden':
    case 'siteUnavailable':
    case 'networkFailure':
    case 'unexpectedAnswer':
      return true;
    case 'credentialRejected':
    case 'rateLimited':
    case 'otherSite':
    case 'othersFirst':
    case 'callsUsedUp':
      return false;
  }
}
