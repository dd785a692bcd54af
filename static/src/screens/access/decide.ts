import type { Answer, CallError } from '#contract/answer';
import type { RequestView } from '#contract/views';
import { callAccess } from '../../api/callers';

/** What somebody says to a request that was shown to them. */
export type Said =
  | { readonly decision: 'approve'; readonly comment?: string }
  | { readonly decision: 'decline'; readonly reason: string };

/** What came of it; where somebody else was faster, the request as it stands now. */
export type Outcome =
  | { readonly outcome: 'decided'; readonly request: RequestView }
  | { readonly outcome: 'differs' }
  | { readonly outcome: 'overtaken'; readonly request: RequestView }
  | { readonly outcome: 'failed'; readonly error: CallError };

/** Decides the request as it was shown, and no other: the server refuses any later revision of it. */
export async function decide(shown: RequestView, said: Said): Promise<Outcome> {
  const input = { requestId: shown.id, revision: shown.revision, ...said };
  const answer: Answer<RequestView> = await callAccess('request.decide', input);
  if (answer.ok) return { outcome: 'decided', request: answer.value };
  if (!isOvertaken(answer.error)) return { outcome: 'failed', error: answer.error };
  const fresh = await callAccess('request.get', { requestId: shown.id });
  return fresh.ok
    ? { outcome: 'overtaken', request: fresh.value }
    : { outcome: 'failed', error: answer.error };
}

/** The same of several: what would come to something else than it says is left for a look of its own. */
export async function approveUnlessChanged(shown: RequestView): Promise<Outcome> {
  const plan = await callAccess('request.plan', { requestId: shown.id });
  if (!plan.ok) return { outcome: 'failed', error: plan.error };
  return plan.value.differs.length > 0
    ? { outcome: 'differs' }
    : decide(shown, { decision: 'approve' });
}

function isOvertaken(error: CallError): boolean {
  if (error.code === 'changedMeanwhile') return true;
  return error.code === 'request' && ['wrongState', 'notYourTurn'].includes(error.refusal.code);
}
