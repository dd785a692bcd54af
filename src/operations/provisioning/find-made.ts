import type { Made } from '#domain/action/made';
import { madeOf } from '#domain/provisioning/made-of';
import type { StepBlock } from '#domain/provisioning/step-block';
import type { AccessRequest } from '#domain/request/access-request';
import type { Directory } from '#ports/directory';

/** What a request has created by now; what a person created by hand in its place is looked up. */
export async function findMade(
  directory: Directory,
  { ask }: AccessRequest,
  blocks: readonly StepBlock[],
): Promise<Made> {
  const known = madeOf(ask, blocks);
  const byHand = blocks
    .filter(({ change }) => ask.changes[change]?.verb === 'create')
    .flatMap(({ steps }) => steps)
    .filter(({ outcome }) => outcome.state === 'manual')
    .flatMap(({ subject }) => ask.subjects[subject] ?? []);
  if (byHand.length === 0) return known;
  const emails = byHand.flatMap((one) => (one.kind === 'newPerson' ? [one.email] : []));
  const names = byHand.flatMap((one) => (one.kind === 'newGroup' ? [one.name] : []));
  const [people, groups] = await Promise.all([
    emails.length === 0 ? new Map() : directory.peopleByEmail(emails),
    names.length === 0 ? new Map() : directory.groupNames(names),
  ]);
  return {
    accounts: new Map([
      ...[...people].map(([email, { accountId }]) => [email, accountId] as const),
      ...known.accounts,
    ]),
    groups: new Map([...groups, ...known.groups]),
  };
}
