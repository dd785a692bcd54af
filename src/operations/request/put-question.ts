import type { Person } from '#domain/action/person';
import { type Result, refuse } from '#domain/lib/result';
import type { AccessRequest } from '#domain/request/access-request';
import { validUntil } from '#domain/request/as-approved';
import { askQuestion } from '#domain/request/ask-question';
import type { RequestStore } from '#ports/request-store';
import { type ApproverPorts, withCurrentApprovers } from '../approval/with-current-approvers';
import { type ChangePorts, type ChangeRefusal, changeRequest } from './change-request';

/** Asks whoever asked for access, as somebody whose turn it is to decide now. Of two at the same time one counts. */
export async function putQuestion(
  ports: ChangePorts & ApproverPorts & { readonly requests: RequestStore },
  input: { readonly requestId: string; readonly text: string; readonly by: Person },
): Promise<Result<AccessRequest, ChangeRefusal>> {
  const stored = await ports.requests.get(input.requestId);
  if (stored === undefined) return refuse({ code: 'notFound' });
  const { request: today } = await withCurrentApprovers(ports, stored);
  const at = ports.clock.now();
  const next = askQuestion(today, input.by, input.text, at);
  if (!next.ok) return next;
  const { request, facts } = next.value;
  // Whom it was found to ask by now is the sweep's to put on record. Those who approved it for a stage that nobody asks just now may
  // count again.
  const { issue, approvals } = stored;
  const timesOutAt = Math.min(
    request.timesOutAt,
    validUntil({ approvals, startsAt: request.startsAt }),
  );
  const asked = { ...request, issue, approvals, timesOutAt };
  return changeRequest(ports, input.by, at, { request: asked, facts }, [
    { kind: 'notifyQuestion', requestId: request.id, at },
  ]);
}
