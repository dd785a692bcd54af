import type { AskedView } from '#contract/views';
import type { Change } from '#domain/action/ask';
import { isExisting } from '#domain/action/entitlement';
import type { Subject } from '#domain/action/subject';
import type { AccessRequest } from '#domain/request/access-request';
import { shownSubject } from '#domain/request/shown-subject';

/** What a request asked for, as its form puts it: what is created is access, not somebody. */
export function askedView(
  {
    ask,
    ...request
  }: Pick<AccessRequest, 'ask' | 'term' | 'justification' | 'bundles'> &
    Parameters<typeof shownSubject>[0],
  accountId: string,
): AskedView {
  return {
    subjects: ask.subjects.map(shownSubject(request, accountId)).flatMap(whom),
    access: ask.changes.flatMap(access),
    products: ask.changes.flatMap(({ entitlement }) =>
      entitlement.kind === 'account' ? entitlement.products : [],
    ),
    bundles: request.bundles ?? [],
    term: request.term,
    justification: request.justification,
  };
}

const whom = (subject: Subject): AskedView['subjects'] =>
  subject.kind === 'newGroup' ? [] : [subject];

/** A group that is created stands once for itself and for its first members. */
function access({ verb, entitlement }: Change): AskedView['access'] {
  if (verb !== 'create') return isExisting(entitlement) ? [{ verb, entitlement }] : [];
  return entitlement.kind === 'newGroup' ? [{ verb: 'add', entitlement }] : [];
}
