import { latestEnd } from '../../../src/domain/holding/holding';
import { MINUTE } from '../../../src/domain/lib/time';
import { value } from '../../support/open-world';
import { keysOf, poison } from '../../support/poison';
import { holdingsIn } from '../holdings-in';
import { passToEnd } from '../pass-ends';
import type { Trouble } from '../trouble';
import { passHourOfEnds } from './stuck-at-ends';

/** Of what is due, one record can't be read, until it is mended and an admin tries again. */
export const poisonedAtEnds: Trouble = {
  isPlayed: true,
  shape: (asked) => ({
    ...asked,
    people: [...new Set([...asked.people, 'Priya Raman', 'Grace Kim'])],
    add: [...new Set([...asked.add, 'frontend'])],
    remove: asked.remove.filter((one) => one !== 'frontend'),
    days: 1,
  }),
  begin() {},
  async linger(world, { at }) {
    unread = undefined;
    if (!(await passToEnd(world))) return undefined;
    const soon = world.platform.clock.now() + 2 * MINUTE;
    const due = [...holdingsIn(world)].filter(([, one]) => {
      const end = one === undefined ? undefined : latestEnd(one);
      return end !== undefined && end <= soon;
    });
    const [key, holding] = due[at % due.length] ?? [];
    if (key === undefined || holding === undefined) return undefined;
    unread = nameOf(holding);
    mend = poison(world.platform, 'holding', key);
    poisoned = key;
    await passHourOfEnds(world);
    return undefined;
  },
  wasUnreadable: (one) => nameOf(one) === unread,
  async end(world) {
    mend?.();
    mend = undefined;
    if (poisoned === undefined || !keysOf(world.platform, 'holding').includes(poisoned)) return;
    value(await world.as('Olivia Hart').admin('aside.tryAgain', { key: poisoned }));
    poisoned = undefined;
  },
};

let mend: (() => void) | undefined;
const nameOf = ({
  entitlement,
  subject,
}: {
  readonly entitlement: unknown;
  readonly subject: unknown;
}) => JSON.stringify([entitlement, subject]);

let unread: string | undefined;
let poisoned: string | undefined;
