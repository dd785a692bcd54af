import type { Clock } from '#ports/clock';
import type { SiteAnswer } from '../../rest/answer';
import { type Classified, classify } from '../../rest/classify';
import { NoAnswer, sendRequest } from '../client/send-request';
import { basicAuthorization, type SiteAccess } from '../client/site-access';

export type Tried =
  | { readonly kind: 'answered'; readonly answer: SiteAnswer; readonly is: Classified }
  | { readonly kind: 'noAnswer' };

/** One request, neither paced nor repeated, because a person waits for it at a form. */
export async function tryRequest(
  clock: Clock,
  url: string,
  access?: SiteAccess,
  method: 'GET' | 'DELETE' = 'GET',
): Promise<Tried> {
  try {
    const authorization = access && basicAuthorization(access);
    const answer = await sendRequest({ method, url, authorization });
    return { kind: 'answered', answer, is: classify(answer, clock.now()) };
  } catch (error) {
    if (error instanceof NoAnswer) return { kind: 'noAnswer' };
    throw error;
  }
}
