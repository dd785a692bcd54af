import { contextStatusLabel } from '#words/context-status-label';
import { contextDefinitions } from './context';

/** doc: Jira issue context, dynamic properties: what Jira hands over, and the platform's word on who looks. */
interface Place {
  readonly extension?: { readonly issue?: { readonly id?: unknown } };
}

interface Invocation {
  readonly principal?: { readonly accountId?: unknown };
  readonly installContext?: unknown;
}

/**
 * What stands beside the label of the context while it is folded. The place can be claimed by anybody, so
 * it is answered as the key of the context is: to who is known and sees the issue. Else nothing stands there.
 */
export async function contextStatus(place: Place, { principal, installContext }: Invocation = {}) {
  const answer = await contextDefinitions['context.load'].answer(
    { accountId: principal?.accountId, installContext },
    { issueId: place.extension?.issue?.id },
  );
  return answer.ok
    ? { status: { type: 'lozenge', value: contextStatusLabel(answer.value.status) } }
    : {};
}
