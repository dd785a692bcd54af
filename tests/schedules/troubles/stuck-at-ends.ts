import { HOUR, MINUTE } from '../../../src/domain/lib/time';
import { auditOf } from '../../support/ask-for';
import type { World } from '../../support/open-world';
import type { AskedRequest } from '../asked-request';
import { checkHeld } from '../check-held';
import { passToEnd } from '../pass-ends';
import type { Trouble } from '../trouble';

const forADay =
  (thing: string) =>
  (asked: AskedRequest): AskedRequest => ({
    ...asked,
    people: asked.people.length > 0 ? asked.people : ['Priya Raman'],
    add: [...new Set([...asked.add, thing])],
    remove: asked.remove.filter((one) => one !== thing),
    days: 1,
  });

/** Time goes by behind the end, and all that can't end is told. */
export async function passHourOfEnds(world: World): Promise<void> {
  for (let gone = 0; gone < HOUR; gone += 10 * MINUTE) await world.pass(10 * MINUTE);
  const audit = (await auditOf(world)).map(({ event }) => event);
  // Only that it is told: what is there may still be on its way.
  await checkHeld(world, audit, () => true);
}

/** From shortly before the first end on, something keeps ends from being carried out. */
function stuck(
  thing: string,
  begin: (world: World) => void,
  end?: (world: World) => void,
  more: Partial<Trouble> = {},
): Trouble {
  return {
    isPlayed: true,
    shape: forADay(thing),
    begin() {},
    async linger(world, { byOthers }) {
      if (!(await passToEnd(world))) return undefined;
      byOthers(() => begin(world));
      await passHourOfEnds(world);
      return end === undefined ? undefined : () => end(world);
    },
    ...more,
  };
}

const set = (column: string, flag: 0 | 1) => (world: World) => {
  world.platform.database.prepare(column).run(flag);
};
const managed = "UPDATE site_group SET from_identity_provider = ? WHERE name = 'design'";
const archived = "UPDATE site_project SET archived = ? WHERE project_key = 'WEB'";

/** The group is an identity provider's when access to it ends. */
export const managedAtEnds = stuck('design', set(managed, 1), set(managed, 0));
export const managedForGood = stuck('design', set(managed, 1), undefined, {
  stays: 'groupManagedElsewhere',
});
export const archivedAtEnds = stuck('WEB/Developers', set(archived, 1), set(archived, 0));
export const inBinAtEnds = stuck(
  'WEB/Developers',
  ({ platform }) => platform.atlassian.directory.binProject('WEB'),
  ({ platform }) => platform.atlassian.directory.restoreProject('WEB'),
);

/** The group administers the site, and all have left it but one. */
export const lastAdminAtEnds = stuck(
  'design',
  (world) => {
    const { directory } = world.platform.atlassian;
    const group = world.groupId('design');
    directory.grant(group, 'ADMINISTER');
    for (const id of directory.membersOf(group).slice(1)) directory.removeMember(group, id);
  },
  (world) => world.platform.atlassian.directory.withdraw(world.groupId('design'), 'ADMINISTER'),
);
