import type { StuckCause } from '#domain/grant/stuck-cause';
import type { SiteFailure } from '#ports/site-failure';

/** Why what a failure of the site kept from its end waits. */
export function causeOf(code: SiteFailure['code']): StuckCause {
  switch (code) {
    case 'credentialRejected':
      return 'credentialRejected';
    case 'rateLimited':
      return 'rateLimited';
    case 'forbidden':
      return 'siteRefused';
    case 'otherSite':
      return 'otherSite';
    case 'siteUnavailable':
    case 'networkFailure':
    case 'unexpectedAnswer':
    case 'othersFirst':
    case 'callsUsedUp':
      return 'siteUnavailable';
  }
}
