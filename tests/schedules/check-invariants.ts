import { expect } from 'vitest';
import { REQUEST_FORMAT, STEPS_FORMAT } from '../../src/adapters/storage/formats';
import { ENTITY, requestKey } from '../../src/adapters/storage/keys';
import { readBody } from '../../src/adapters/storage/stored-body';
import type { ActionKind } from '../../src/domain/action/action';
import type { Entitlement } from '../../src/domain/action/entitlement';
import type { AuditEvent } from '../../src/domain/audit/audit-event';
import { auditOf, get, steps } from '../support/ask-for';
import type { World } from '../support/open-world';
import { storedText } from '../support/stored-text';
import type { AskedRequest } from './asked-request';
import { LEAD, NEW_LEAD, NEW_PEOPLE } from './cast';
import { checkHeld } from './check-held';
import { checkOverdue } from './check-overdue';
import { type Effect, held, heldByAccount, nameOf } from './effects';
import { ACCOUNT, GROUP } from './everyone';
import type { Played } from './played';
import { troubleOf } from './troubles';

/** docs/domain.md, Invariants: what must hold however it went. */
export async function checkInvariants(played: Played): Promise<void> {
  const { world, effects, requests } = played;
  const stays = troubleOf(played.schedule.trouble?.name)?.stays;
  const noah = world.as('Noah Okafor');
  const audit = (await auditOf(world)).map(({ event }) => event);

  // 1, looked at from the site: whoever came to have more, of all accounts that there are.
  expect(played.unlicensed).toEqual([]);

  // 1: nothing beyond what was approved, and nothing taken but what was asked or given for a time.
  expect(effects.filter((effect) => !isAuthorized(effect, played))).toEqual([]);

  // 2: every approved step has ended, in a request that has ended.
  for (const { id } of requests) {
    const { state, outcomes, reasons } = storedRequest(world, id);
    const never = troubleOf(played.schedule.trouble?.name)?.never ?? [];
    expect(reasons.filter((reason) => never.includes(reason))).toEqual([]);
    expect(['completed', 'needsAttention']).toContain(state);
    expect(outcomes.filter((outcome) => ['pending', 'begun'].includes(outcome))).toEqual([]);
    if (played.issue !== undefined) {
      const shown = await get(noah, played.issue, id);
      expect([shown.state, shown.progress?.pending]).toEqual([state, 0]);
      const rows = await steps(noah, played.issue, id);
      expect(rows.map(({ outcome }) => outcome.state)).toEqual(outcomes);
    }
    expect(audit.filter((event) => event.kind === 'request.approved')).toHaveLength(
      requests.length,
    );
  }

  // 2 and 4: what the audit says was done is what was done, once each; what it says may have been done
  // may have been.
  const said = audit.flatMap((event) => (isCertain(event) ? effectOf(event, world) : []));
  const maybe = counted(
    audit.flatMap((event) => (isUnproved(event) ? effectOf(event, world) : [])),
  );
  // Where somebody else changed it, or another request asked for the same, a run that was killed can't
  // tell whose work it finds: then both may say that they did it, and never neither.
  const certain = (effect: Effect) => !isAmbiguous(effect, played);
  const [saidForSure, done] = [counted(said.filter(certain)), counted(effects.filter(certain))];
  for (const what of new Set([...Object.keys(saidForSure), ...Object.keys(done)])) {
    const [least, times] = [saidForSure[what] ?? 0, done[what] ?? 0];
    const most = least + (maybe[what] ?? 0);
    expect([what, Math.min(Math.max(times, least), most)]).toEqual([what, times]);
  }
  const saidAtAll = counted(said);
  for (const [what, times] of Object.entries(counted(effects.filter((one) => !certain(one))))) {
    if (!isTouched(what, played) && maybe[what] === undefined)
      expect([what, saidAtAll[what] ?? 0]).not.toEqual([what, times - 1]);
  }

  // 3 and 8: what was there before, and nobody asked to take, is there; what was for a time is over.
  const now = held(world);
  for (const { group, person } of played.schedule.members) {
    const isToGo = requests.some(({ asked }) => asksToRemove(asked, group, person));
    if (played.touched.has(`${group} ${person}`) || isToGo) continue;
    expect([...now]).toContain(`${group}|${person}`);
  }
  for (const { id } of played.issue === undefined ? [] : requests) {
    const rows = await steps(noah, played.issue ?? '', id);
    const open = rows.flatMap(({ grant }) => grant ?? []);
    const isOfTrouble = (one: (typeof open)[number]) =>
      one.state === 'overdue' && one.cause !== undefined && one.cause === stays;
    const over: readonly string[] = ['ended', 'superseded', 'notGivenBack'];
    const ended = ({ state }: (typeof open)[number]) => over.includes(state);
    expect(open.filter((one) => !ended(one) && !isOfTrouble(one))).toEqual([]);
  }

  // Who holds what is what the grants in force say, and what is not as they say is told.
  await checkHeld(world, audit, (thing, who) => {
    const isAsked = requests.some(({ asked }) => asksToRemove(asked, thing, who));
    return played.touched.has(`${thing} ${who}`) || isAsked;
  });
  // 1: whoever decided has gained nothing, whatever they are called: by account, everywhere.
  if (!requests.some(({ asked }) => asked.people.includes(LEAD)))
    expect(heldByAccount(world, LEAD)).toEqual(played.ofDecider);

  if (played.schedule.countedFrom === 'newLead') checkRerouted(world, audit);

  checkOverdue(audit, troubleOf(played.schedule.trouble?.name) ?? {});

  troubleOf(played.schedule.trouble?.name)?.atTheEnd?.(world);

  // 5: the token is nowhere.
  const [good] = world.platform.atlassian.tokens.samples().map(({ token }) => token);
  const { log } = world.platform.forge;
  expect([storedText(world.platform), JSON.stringify([log, audit])].join()).not.toContain(good);
}

/** The new lead is found once and told once, and the one before is told nothing more. */
function checkRerouted(world: World, audit: readonly AuditEvent[]): void {
  const rerouted = audit.filter(({ kind }) => kind === 'request.rerouted');
  expect(rerouted).toMatchObject([{ to: [{ displayName: NEW_LEAD }] }]);
  const told = (name: string) =>
    world.platform.atlassian.notificationsOf(world.person(name).accountId).length;
  expect([told(NEW_LEAD), told(LEAD)]).toEqual([1, 1]);
}

/** As it is stored, also where nobody sees its issue any more. */
function storedRequest({ platform }: World, id: string) {
  const rows = platform.forge.kvs
    .entries()
    .flatMap(({ entity, key, value }) =>
      entity === undefined ? [] : [{ entity, key, body: (value as { body?: unknown }).body }],
    );
  const stored = rows.find(({ key }) => key === requestKey(id));
  if (stored === undefined) throw new Error(`The request ${id} is not stored`);
  const ended = rows
    .filter(({ entity }) => entity === ENTITY.steps)
    .map(({ body }) => readBody(STEPS_FORMAT, body))
    .filter(({ requestId }) => requestId === id)
    .sort((one, other) => one.block - other.block)
    .flatMap((block) => block.steps.map(({ outcome }) => outcome));
  return {
    state: readBody(REQUEST_FORMAT, stored.body).state,
    outcomes: ended.map(({ state }) => state),
    reasons: ended.flatMap((outcome) => (outcome.state === 'failed' ? [outcome.reason] : [])),
  };
}

function isAmbiguous(effect: Effect, { touched, requests }: Played): boolean {
  const { verb, thing, who } = effect;
  const asking = requests.filter(({ asked }) =>
    verb === 'add' ? asksToAdd(asked, thing, who) : asksToRemove(asked, thing, who),
  );
  return touched.has(`${thing} ${who}`) || asking.length > 1;
}

function isTouched(what: string, { touched }: Played): boolean {
  return [...touched].some((pair) => what.endsWith(pair));
}

function isAuthorized({ verb, thing, who }: Effect, { requests }: Played): boolean {
  return requests.some(({ asked }) =>
    verb === 'add'
      ? asksToAdd(asked, thing, who)
      : asksToRemove(asked, thing, who) ||
        (asked.days !== undefined && asksToAdd(asked, thing, who) && isMembership(thing)),
  );
}

const isMembership = (thing: string) => thing !== ACCOUNT && thing !== GROUP;

function asksToAdd(asked: AskedRequest, thing: string, who: string): boolean {
  if (thing === ACCOUNT) return asked.invite.includes(who);
  if (thing === GROUP) return asked.createGroup === who;
  return isAbout(asked, who) && (asked.add.includes(thing) || asked.createGroup === thing);
}

function asksToRemove(asked: AskedRequest, thing: string, who: string): boolean {
  return isAbout(asked, who) && asked.remove.includes(thing);
}

function isAbout({ people, invite, groups }: AskedRequest, who: string): boolean {
  return [...people, ...invite, ...groups].includes(who);
}

type EffectEvent = Extract<AuditEvent, { kind: 'effect' }>;

/** It says for certain that it was done. */
function isCertain(event: AuditEvent): event is EffectEvent {
  return event.kind === 'effect' && event.outcome === 'applied' && event.unproved !== true;
}

/** It says that nobody knows who did it, or whether it was done. */
function isUnproved(event: AuditEvent): event is EffectEvent {
  return event.kind === 'effect' && event.unproved === true;
}

function effectOf({ entitlement, subject, action }: EffectEvent, world: World): Effect {
  const verb = action === 'group.removeUser' || action === 'role.removeActor' ? 'remove' : 'add';
  // An account is asked for by its address, whosever that is by now.
  const isAddress = action === 'user.create' && isNewPerson(subject.displayName);
  const who = isAddress ? subject.displayName : nameOf(world, subject);
  return { verb, thing: thingOf(entitlement, action), who };
}

const isNewPerson = (name: string) => NEW_PEOPLE.some((address) => address === name);

function thingOf(entitlement: Entitlement, action: ActionKind): string {
  switch (entitlement.kind) {
    case 'account':
      return ACCOUNT;
    case 'role':
      return `${entitlement.projectKey}/${entitlement.name}`;
    default:
      return action === 'group.create' ? GROUP : entitlement.name;
  }
}

function counted(effects: readonly Effect[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verb, thing, who } of effects) {
    const key = `${verb} ${thing} ${who}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort());
}
