import type { ReplyError } from '#contract/reply';
import { MoreToRead } from '#ports/more-to-read';
import { PlatformFailure } from '#ports/platform-failure';
import { SiteFailure } from '#ports/site-failure';
import { UnreadableRecord } from '#ports/unreadable-record';
import type { Ports } from './compose';

const READ_AT_ONCE = 'what can be read of the site at once';

/** What the page is told of something thrown. The whole of it goes to the log, under a reference. */
export function errorOf({ ids, log }: Pick<Ports, 'ids' | 'log'>, error: unknown): ReplyError {
  if (error instanceof MoreToRead) return { code: 'goOn', done: error.done, total: error.total };
  const reference = ids.next().slice(0, 8);
  if (error instanceof SiteFailure) {
    log.warn('A site failed', { reference, code: error.code, status: error.status ?? 0 });
    if (error.code === 'credentialRejected' || error.code === 'otherSite') {
      return { code: 'connectionFailing' };
    }
    // As with a store that is full, whoever asks can ask for less.
    if (error.code === 'callsUsedUp' && !error.retryable)
      return { code: 'tooMuch', limit: READ_AT_ONCE };
    const { retryable, message } = error;
    return { code: 'platform', retryable, message, reference };
  }
  if (error instanceof PlatformFailure) {
    log.warn('Forge failed', { reference, code: error.code, reason: error.message });
    // The one thing that a person can do about the store: ask for less at a time.
    if (error.code === 'MAX_SIZE') return { code: 'tooMuch', limit: 'the size of one request' };
    const message = 'Atlassian Forge, on which this app runs, did not answer as it should.';
    return { code: 'platform', retryable: error.retryable, message, reference };
  }
  if (error instanceof UnreadableRecord) {
    log.error('A record can’t be read', { reference, key: error.key, why: error.why });
    return { code: 'unreadable', record: error.kind, reference };
  }
  log.error('A bug', { reference, ...describe(error) });
  return { code: 'bug', reference };
}

export function describe(error: unknown): { name: string; reason: string; stack: string } {
  if (!(error instanceof Error)) return { name: typeof error, reason: String(error), stack: '' };
  return { name: error.name, reason: error.message, stack: (error.stack ?? '').slice(0, 2_000) };
}
