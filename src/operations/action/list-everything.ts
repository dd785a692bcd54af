import {
  type ExistingEntitlement,
  entitlementKey,
  type GroupEntitlement,
  type RoleEntitlement,
} from '#domain/action/entitlement';
import { type Held, type Holding, holdingId, latestEnd } from '#domain/holding/holding';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import type { DirectoryPerson } from '#ports/directory';
import type { HoldingStore } from '#ports/holding-store';
import { findHoldings, type HoldingsPorts, type HoldingsQuestion } from './list-holdings';

export interface EverythingPorts extends HoldingsPorts {
  readonly holdings: HoldingStore;
}

export interface Everything {
  readonly person: Pick<DirectoryPerson, 'accountId' | 'displayName' | 'avatarUrl' | 'active'>;
  readonly held: readonly {
    readonly entitlement: ExistingEntitlement;
    readonly endsAt: Instant | undefined;
  }[];
  readonly managedElsewhere: readonly GroupEntitlement[];
  readonly notKnown: number;
}

/** Pages of what the app gave them: nobody holds as much. */
const PAGES = 10;
const PAGE = 100;

/**
 * All that somebody has and that a request in this work item can take away, as the site shows it now: groups that can be asked for, roles of
 * the work item's project, and where roles of any project can be asked for, those that the app gave, of projects that whoever asks sees. Throws where the site does not say;
 * what is not known of it is counted, and never taken for nothing.
 */
export async function listEverything(
  ports: EverythingPorts,
  question: Omit<HoldingsQuestion, 'besides' | 'afresh'>,
  seesProject: (projectId: string) => Promise<boolean>,
): Promise<Result<Everything, { readonly code: 'notConnected' | 'noSuchPerson' }>> {
  const { connectionId, accountId } = question;
  const { directory } = ports.siteOf(connectionId);
  const person = (await directory.people([accountId])).get(accountId);
  if (person === undefined) return refuse({ code: 'noSuchPerson' });
  const policy = await ports.policies.inForce(connectionId);
  const subject = { kind: 'person', accountId, displayName: person.displayName } as const;
  const given = await readGiven(ports.holdings, subject, connectionId);
  const elsewhere = policy.rolesOf === 'anyProject' ? given.holdings.flatMap(roleOf) : [];
  const projectIds = [...new Set(elsewhere.map((one) => one.projectId))];
  const seen = new Set<string>();
  for (const projectId of projectIds) if (await seesProject(projectId)) seen.add(projectId);
  const roles = elsewhere.filter((one) => seen.has(one.projectId));
  const found = await findHoldings(ports, { ...question, besides: roles, afresh: true });
  if (!found.ok) return found;
  const { held, managedElsewhere, unreadable } = found.value;
  const heldAs = (entitlement: ExistingEntitlement): Held => ({
    connectionId,
    entitlement,
    subject,
  });
  const known = await ports.holdings.getMany(held.map((one) => heldAs(one.entitlement)));
  const unique = new Map(held.map(({ entitlement }) => [entitlementKey(entitlement), entitlement]));
  const { displayName, avatarUrl, active } = person;
  return ok({
    person: { accountId, displayName, active, ...(avatarUrl === undefined ? {} : { avatarUrl }) },
    held: [...unique.values()].map((entitlement) => {
      const holding = known.found.get(holdingId(heldAs(entitlement)));
      return { entitlement, endsAt: holding && latestEnd(holding) };
    }),
    managedElsewhere,
    notKnown: unreadable + given.notKnown,
  });
}

const roleOf = ({ entitlement }: Holding): RoleEntitlement[] =>
  entitlement.kind === 'role' ? [entitlement] : [];

async function readGiven(
  holdings: HoldingStore,
  subject: Held['subject'],
  connectionId: string,
): Promise<{ readonly holdings: readonly Holding[]; readonly notKnown: number }> {
  const found: Holding[] = [];
  let notKnown = 0;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const read = await holdings.of(subject, 'inForce', cursor, PAGE);
    found.push(...read.holdings.filter((one) => one.connectionId === connectionId));
    notKnown += read.unreadable;
    cursor = read.cursor;
    if (cursor === undefined) return { holdings: found, notKnown };
  }
  // There is more than is read: whether they have that is not known either.
  return { holdings: found, notKnown: notKnown + 1 };
}
