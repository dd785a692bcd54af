import type { KeptPerson } from '#domain/personal/kept-person';
import type { PersonalRound } from '#domain/personal/personal-data-round';
import type { PersonChange, PersonChanges } from '#domain/personal/rewrite-people';
import type { HostAsApp } from '#ports/host-jira';
import type { KeptPeople } from '#ports/kept-people';

/** At a time: who comes later waits for the next round. */
const AT_ONCE = 60;

/** Those whom a round is for, the longest waiting first: the same ones for as long as it goes on. */
export async function pendingOf(
  { keptPeople }: { readonly keptPeople: KeptPeople },
  { beganAt }: PersonalRound,
): Promise<readonly KeptPerson[]> {
  const [closed, updated] = await Promise.all([
    keptPeople.due('closed', beganAt, AT_ONCE),
    keptPeople.due('updated', beganAt, AT_ONCE),
  ]);
  return [...closed, ...updated];
}

/** What is to become of them; of who is called otherwise, as the host calls them now. */
export async function changesOf(
  { hostAsApp }: { readonly hostAsApp: HostAsApp },
  pending: readonly KeptPerson[],
): Promise<PersonChanges> {
  const renamed = pending.filter(({ standing }) => standing.state === 'updated');
  const live =
    renamed.length === 0
      ? new Map<string, never>()
      : await hostAsApp.people(renamed.map(({ accountId }) => accountId));
  const changes = new Map<string, PersonChange>();
  for (const { accountId, standing } of pending) {
    if (standing.state === 'closed') {
      const { former, emails } = standing;
      changes.set(accountId, { kind: 'erase', former, emails });
      continue;
    }
    const person = live.get(accountId);
    // Whom the host does not show: what they were called may not stay, and what they are called is not known.
    const displayName = person?.displayName ?? UNNAMED;
    const picture = person?.avatarUrl === undefined ? {} : { avatarUrl: person.avatarUrl };
    changes.set(accountId, { kind: 'refresh', displayName, ...picture });
  }
  return changes;
}

const UNNAMED = 'Somebody';
