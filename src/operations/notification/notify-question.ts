import type { Instant } from '#domain/lib/time';
import { openQuestion } from '#domain/request/open-question';
import { questionMessage } from '#words/question-message';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells whoever asked for access that somebody wants to know something before they decide; not once it is answered. */
export async function notifyQuestion(
  ports: TellPorts,
  work: TellWork & { readonly at: Instant },
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const question = request && openQuestion(request);
  if (request?.state !== 'awaitingApproval' || question?.at !== work.at) {
    return ports.outbox.done(work.outboxId);
  }
  return tellOnce(ports, work, request, {
    about: `question:${question.at}`,
    to: [request.requester],
    message: questionMessage(request, question),
    audited: false,
  });
}
