import { expect } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit/audit-event';
import { auditOf, get, steps } from '../support/ask-for';
import { storedText } from '../support/stored-text';
import { type Effect, held } from './effects';
import type { Played } from './played';

/** docs/domain.md, Invariants: what must hold however it went. */
export async function checkInvariants(played: Played): Promise<void> {
  const { world, effects, requests } = played;
  const noah = world.as('Noah Okafor');
  const audit = (await auditOf(world)).map(({ event }) => event);

  // 1: nothing beyond what was approved, and nothing taken but what was asked or given for a time.
  expect(effects.filter((effect) => !isLicensed(effect, played))).toEqual([]);

  // 2: every approved step has ended, in a request that has ended.
  for (const { id } of requests) {
    const { state, progress } = await get(noah, 'WEB-1', id);
    expect(['completed', 'needsAttention']).toContain(state);
    expect(progress?.pending).toBe(0);
    const rows = await steps(noah, 'WEB-1', id);
    expect(rows.filter(({ outcome }) => ['pending', 'begun'].includes(outcome.state))).toEqual([]);
    expect(audit.filter((event) => event.kind === 'request.approved')).toHaveLength(
      requests.length,
    );
  }

  // 2 and 4: what the audit says was done is what was done, once each.
  const said = audit.flatMap(appliedEffect);
  // Where somebody else changed it, or another request asked for the same, a run that was killed can't
  // tell whose work it finds: then both may say that they did it, and never neither.
  const certain = (effect: Effect) => !isAmbiguous(effect, played);
  expect(counted(said.filter(certain))).toEqual(counted(effects.filter(certain)));
  const saidAtAll = counted(said);
  for (const [what, times] of Object.entries(counted(effects.filter((one) => !certain(one))))) {
    if (!isTouched(what, played))
      expect([what, saidAtAll[what] ?? 0]).not.toEqual([what, times - 1]);
  }

  // 3 and 8: what was there before, and nobody asked to take, is there; what was for a time is over.
  const now = held(world);
  for (const { group, person } of played.schedule.members) {
    if (played.touched.has(`${group} ${person}`) || isAskedToRemove(played, group, person))
      continue;
    expect([...now]).toContain(`${group}|${person}`);
  }
  for (const { id } of requests) {
    const rows = await steps(noah, 'WEB-1', id);
    const open = rows.flatMap(({ grant }) => (grant !== undefined ? [grant.state] : []));
    expect(open.filter((state) => state !== 'ended')).toEqual([]);
  }

  // 5: the token is nowhere.
  const [good] = world.platform.atlassian.tokens.samples().map(({ token }) => token);
  const { log } = world.platform.forge;
  expect([storedText(world.platform), JSON.stringify([log, audit])].join()).not.toContain(good);
}

function isAmbiguous({ verb, thing, person }: Effect, { touched, requests }: Played): boolean {
  const asking = requests.filter(
    ({ asked }) =>
      asked.people.includes(person) && (verb === 'add' ? asked.add : asked.remove).includes(thing),
  );
  return touched.has(`${thing} ${person}`) || asking.length > 1;
}

function isTouched(what: string, { touched }: Played): boolean {
  return [...touched].some((pair) => what.endsWith(pair));
}

function isLicensed({ verb, thing, person }: Effect, { requests }: Played): boolean {
  return requests.some(({ asked }) => {
    if (!asked.people.includes(person)) return false;
    if (verb === 'add') return asked.add.includes(thing);
    return asked.remove.includes(thing) || (asked.days !== undefined && asked.add.includes(thing));
  });
}

function isAskedToRemove({ requests }: Played, thing: string, person: string): boolean {
  return requests.some(
    ({ asked }) => asked.remove.includes(thing) && asked.people.includes(person),
  );
}

function appliedEffect(event: AuditEvent): Effect[] {
  if (event.kind !== 'effect' || event.outcome !== 'applied') return [];
  const { entitlement, subject, action } = event;
  const verb = action === 'group.addUser' || action === 'role.addActor' ? 'add' : 'remove';
  if (entitlement.kind === 'account') return [];
  const thing =
    entitlement.kind === 'role'
      ? `${entitlement.projectKey}/${entitlement.name}`
      : entitlement.name;
  return [{ verb, thing, person: subject.displayName }];
}

function counted(effects: readonly Effect[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verb, thing, person } of effects) {
    const key = `${verb} ${thing} ${person}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort());
}
