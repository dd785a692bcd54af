import type { Answer } from '#contract/answer';
import type { RequestView } from '#contract/views';
import type { RequestCaller } from '../../api/request-caller';
import { type CameOf, cameOf } from './came-of';
import type { lessInput } from './less';

/** What somebody says to a request that was shown to them. */
export type Said =
  | {
      readonly decision: 'approve';
      readonly comment?: string;
      /** What is left out: the comment says why. */
      readonly less?: ReturnType<typeof lessInput>;
    }
  | { readonly decision: 'decline'; readonly reason: string };

/**
 * Decides the request as it was shown, and no other: the server refuses any later revision of it. One by which nothing has
 * changed that was shown, as a reminder, is decided all the same.
 */
export async function decide(call: RequestCaller, shown: RequestView, said: Said): Promise<CameOf> {
  const came = await send(call, shown, said);
  return came.outcome === 'overtaken' && isAsShown(shown, came.request)
    ? send(call, came.request, said)
    : came;
}

async function send(call: RequestCaller, shown: RequestView, said: Said): Promise<CameOf> {
  const input = { requestId: shown.id, revision: shown.revision, ...said };
  const answer: Answer<RequestView> = await call('request.decide', input);
  return cameOf(call, shown, answer);
}

const isAsShown = (shown: RequestView, now: RequestView): boolean =>
  JSON.stringify(asSeen(shown)) === JSON.stringify(asSeen(now));

function asSeen({ revision, verbs, notReached, ...seen }: RequestView) {
  return { ...seen, approve: verbs.approve, decline: verbs.decline };
}
