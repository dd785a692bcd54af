import type { Instant } from '#domain/lib/time';
import { answerMessage } from '#words/question-message';
import { type TellPorts, type TellWork, tellOnce } from './tell-once';

/** Tells whoever put a question of its answer, while the request still waits. */
export async function notifyAnswer(
  ports: TellPorts,
  work: TellWork & { readonly at: Instant },
): Promise<void> {
  const request = await ports.requests.get(work.requestId);
  const question = request?.questions?.find(({ at }) => at === work.at);
  const answer = question?.answer;
  if (request?.state !== 'awaitingApproval' || question === undefined || answer === undefined) {
    return ports.outbox.done(work.outboxId);
  }
  return tellOnce(ports, work, request, {
    about: `answer:${question.at}`,
    to: [question.by],
    message: answerMessage(request, { ...question, answer }),
    audited: false,
  });
}
