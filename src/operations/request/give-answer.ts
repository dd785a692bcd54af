import type { Person } from '#domain/action/person';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { answerQuestion } from '#domain/request/answer-question';
import type { RequestStore } from '#ports/request-store';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';

/** Answers what somebody wants to know before they decide. */
export async function giveAnswer(
  ports: ChangePorts & { readonly requests: RequestStore },
  input: { readonly requestId: string; readonly text: string; readonly by: Person },
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const stored = await ports.requests.get(input.requestId);
  if (stored === undefined) return refuse({ code: 'notFound' });
  const at = ports.clock.now();
  const next = answerQuestion(stored, input.by, input.text, at);
  if (!next.ok) return next;
  const { question } = next.value;
  return changeRequest(ports, input.by, at, next.value, [
    { kind: 'notifyAnswer', requestId: stored.id, at: question.at },
  ]);
}
