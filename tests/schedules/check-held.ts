import { expect } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit/audit-event';
import { type Holding, latestEnd, wantedOf } from '../../src/domain/holding/holding';
import { OVERDUE_AFTER } from '../../src/domain/holding/overdue';
import { MINUTE } from '../../src/domain/lib/time';
import { value, type World } from '../support/open-world';
import { held, nameOf } from './effects';
import { holdingsIn } from './holdings-in';

/** The sweep is due every five minutes, and may be killed once. */
const TOLD_AFTER = OVERDUE_AFTER + 10 * MINUTE;

/**
 * Of every holding: the site shows what its grants want, or it is told that it does not, where people look:
 * in the audit and among what is overdue; and one that can't be read is under “Needs a look”.
 */
export async function checkHeld(
  world: World,
  audit: readonly AuditEvent[],
  isExempt: (thing: string, who: string) => boolean,
): Promise<void> {
  const at = world.platform.clock.now();
  const now = held(world);
  const olivia = world.as('Olivia Hart');
  const shown = value(await olivia.admin('admin.load', {})).overdue;
  const asides = value(await olivia.admin('aside.list', {})).items.map(({ key }) => key);
  expect(shown.more).toBe(false);
  const late: Holding[] = [];
  for (const [key, holding] of holdingsIn(world)) {
    if (holding === undefined) {
      expect(asides).toContain(key);
      continue;
    }
    const what = nameOfHeld(world, holding);
    const [thing = '', who = ''] = what.split('|');
    const wanted = wantedOf(holding, at);
    const end = latestEnd(holding);
    if (end !== undefined && end + TOLD_AFTER <= at) late.push(holding);
    if (isExempt(thing, who)) continue;
    if (wanted === 'held') expect([...now]).toContain(what);
    if (wanted === 'notHeld' && !late.includes(holding)) expect([...now]).not.toContain(what);
  }
  for (const holding of late) {
    const end = latestEnd(holding);
    const isOfIt = (one: Pick<Holding, 'entitlement' | 'subject'> | object) =>
      keyOf(one as Holding) === keyOf(holding);
    const said = audit.filter((one) => one.kind === 'grant.overdue' && isOfIt(one));
    const seen = shown.items.filter(isOfIt);
    const cause = holding.work.state === 'stuck' ? holding.work.cause : undefined;
    const what = nameOfHeld(world, holding);
    // What is late and has no cause is not stuck: it was only left.
    expect([what, cause]).not.toEqual([what, undefined]);
    expect([what, said.length > 0]).toEqual([what, true]);
    expect([what, seen]).toMatchObject([what, [{ since: end, cause }]]);
  }
}

const keyOf = ({ entitlement, subject }: Pick<Holding, 'entitlement' | 'subject'>) =>
  JSON.stringify([entitlement, subject]);

function nameOfHeld(world: World, { entitlement, subject }: Holding): string {
  const thing =
    entitlement.kind === 'role'
      ? `${entitlement.projectKey}/${entitlement.name}`
      : entitlement.name;
  return `${thing}|${nameOf(world, subject)}`;
}
