import { readEntities } from '../../local/forge/kvs/entities';
import { KvsTable } from '../../local/forge/kvs/kvs-table';
import { holdingKey } from '../../src/adapters/storage/keys';
import { holdingRow } from '../../src/adapters/storage/rows';
import type { ExistingEntitlement } from '../../src/domain/action/entitlement';
import type { Grant } from '../../src/domain/grant/grant';
import { type Holding, holdingId, workOf } from '../../src/domain/holding/holding';
import { manifest, type World } from './open-world';

export interface SeededGrant extends Partial<Grant> {
  readonly who: { readonly accountId: string; readonly displayName: string };
  readonly entitlement: ExistingEntitlement;
  readonly connectionId: string;
}

/** Writes holdings as if requests had given them long ago: nothing is changed on the site. */
export function seedHoldings(
  world: World,
  seeded: readonly SeededGrant[],
  more: Partial<Holding> = {},
): readonly Holding[] {
  const now = () => world.platform.clock.now();
  const entities = new Map(readEntities(manifest).map((entity) => [entity.name, entity]));
  const table = new KvsTable(world.platform.database, now, entities, () => 0);
  return seeded.map(({ who, entitlement, connectionId, ...over }, place) => {
    const grant: Grant = {
      requestId: `seeded-${place}`,
      block: 0,
      issueKey: 'WEB-1',
      size: 1,
      grantedAt: now() - 1_000_000_000,
      endsAt: undefined,
      ...over,
    };
    const { accountId, displayName } = who;
    const holding: Holding = {
      connectionId,
      entitlement,
      subject: { kind: 'person', accountId, displayName },
      revision: 1,
      grants: [grant],
      ended: [],
      work: workOf([grant]),
      ...more,
    };
    table.set(
      'holding',
      holdingKey(holdingId(holding)),
      JSON.stringify(holdingRow(holding)),
      undefined,
    );
    return holding;
  });
}

export const groupOf = (world: World, name: string): ExistingEntitlement => ({
  kind: 'group',
  groupId: world.groupId(name),
  name,
});

/** So many people whom the site knows, in a group of it. */
export function addMembers(world: World, group: string, count: number): SeededGrant['who'][] {
  const { directory } = world.platform.atlassian;
  return Array.from({ length: count }, (_, place) => {
    const person = directory.addPerson(`${group} ${place}`, `${group}.${place}@many.example`);
    directory.addMember(world.groupId(group), person.accountId);
    return person;
  });
}

/** The id of the connection that there is. */
export function connectionOf({ platform }: World): string {
  const row = platform.database
    .prepare("SELECT value FROM kvs_record WHERE space = 'connection'")
    .get();
  return JSON.parse(String(row?.value)).body.value.id;
}
