import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditSentence } from '#words/audit/audit-sentence';
import type { Product } from '../../src/domain/action/product';
import { DAY, HOUR, MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askAndApprove, auditOf, get, steps } from '../support/ask-for';
import { byHand } from '../support/by-hand';
import { error, openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call']);
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');
const maya = () => world.as('Maya Lindqvist');
const site = () => world.platform.atlassian;

async function outcomes(requestId: string) {
  return (await steps(noah(), 'WEB-1', requestId)).map(({ outcome }) => {
    const more = 'reason' in outcome ? ` ${outcome.reason}` : '';
    return `${outcome.state}${more}${'unproved' in outcome ? ' unproved' : ''}`;
  });
}

async function retry(requestId: string) {
  value(await noah().panel('request.retry', 'WEB-1', { requestId }));
  await world.settle();
  return get(noah(), 'WEB-1', requestId);
}

const mark = (by: typeof noah, requestId: string, ...picked: number[]) =>
  by().panel('request.markManual', 'WEB-1', { requestId, steps: picked });

/** Somebody else makes the group after the approval, before the run. */
async function nameTakenMeanwhile() {
  const named = { issue: 'WEB-1', people: ['Priya Raman'], createGroup: 'design-guild' };
  const waiting = value(await ask(world, noah(), named));
  await world.settle();
  value(await approve(maya(), 'WEB-1', waiting));
  await byHand(world, 'POST', '/group', { name: 'Design-Guild' });
  await world.settle();
  return waiting.id;
}

const lostAnswer = { kind: 'reset', when: 'after' } as const;
const rejected = {
  kind: 'answer',
  status: 401,
  body: 'Client must be authenticated to access this resource.',
} as const;

describe('a group that somebody else has made', () => {
  test('takes nobody, whoever says what was done by hand, and however often it is retried', async () => {
    const id = await nameTakenMeanwhile();
    expect(await outcomes(id)).toEqual(['failed groupNameTaken', 'failed notCreated']);
    expect(error(await mark(noah, id, 0))).toMatchObject({
      refusal: { code: 'notByRequester', verb: 'create' },
    });
    value(await mark(maya, id, 0));
    expect(await retry(id)).toMatchObject({ state: 'needsAttention', progress: { manual: 1 } });
    expect(await outcomes(id)).toEqual(['manual', 'failed notCreated']);
    expect(world.members('Design-Guild')).toEqual([]);
    // By hand it can be done, and said, by whoever did it.
    expect(error(await mark(noah, id, 1))).toMatchObject({
      refusal: { code: 'notSoOnSite', names: ['Priya Raman'] },
    });
    const { groupId } = site().directory.groupNamed('Design-Guild');
    site().directory.addMember(groupId, world.person('Priya Raman').accountId);
    expect(value(await mark(noah, id, 1)).state).toBe('completed');
  });

  test('is nobody’s where the answer to our own call was lost', async () => {
    site().faults.add({ method: 'POST', path: /^\/group$/, times: 1, effect: lostAnswer });
    const named = { issue: 'WEB-1', people: ['Priya Raman'], createGroup: 'design-guild' };
    const { id, state } = await askAndApprove(world, named);
    expect(state).toBe('needsAttention');
    expect(await outcomes(id)).toEqual(['failed creationUnproved', 'failed notCreated']);
    await retry(id);
    expect(await outcomes(id)).toEqual(['failed creationUnproved', 'failed notCreated']);
    expect(world.members('design-guild')).toEqual([]);
    const said = (await auditOf(world)).flatMap(({ event }) =>
      event.kind === 'effect' && event.action === 'group.create' ? [event] : [],
    );
    expect(said).toMatchObject(Array(2).fill({ outcome: 'failed', unproved: true }));
    // Once the name is free again, the request makes a group that is its own.
    const { groupId } = site().directory.groupNamed('design-guild');
    await byHand(world, 'DELETE', `/group?groupId=${groupId}`);
    expect(await retry(id)).toMatchObject({ state: 'completed', progress: { applied: 2 } });
    expect(world.members('design-guild')).toEqual(['Priya Raman']);
  });

  test('a request whose creation was marked by hand ends also where the token is revoked', async () => {
    const id = await nameTakenMeanwhile();
    value(await mark(maya, id, 0));
    const undo = site().faults.add({ via: 'token', effect: rejected });
    value(await noah().panel('request.retry', 'WEB-1', { requestId: id }));
    await world.settle();
    undo();
    for (let round = 0; round < 4; round += 1) {
      await world.pass(5 * MINUTE);
      await world.sweep();
    }
    expect((await get(noah(), 'WEB-1', id)).state).toBe('needsAttention');
    expect(await outcomes(id)).toEqual(['manual', 'failed notCreated']);
  });

  test('nor does it hang where the token is never accepted again: it waits in the open, then says why not', async () => {
    const id = await nameTakenMeanwhile();
    value(await mark(maya, id, 0));
    site().faults.add({ via: 'token', path: /^\/(?!_edge)/, effect: rejected });
    value(await noah().panel('request.retry', 'WEB-1', { requestId: id }));
    await world.settle();
    const states = new Set<string>();
    for (let day = 0; day < 12; day += 1) {
      const { state, pause, verbs } = await get(noah(), 'WEB-1', id);
      states.add(
        `${state} ${pause?.cause ?? (verbs.markManual.allowed ? 'to be marked' : 'stuck')}`,
      );
      await world.pass(DAY);
      await world.sweep();
    }
    expect([...states]).toEqual(['applying connectionFailing', 'needsAttention to be marked']);
    expect(await outcomes(id)).toEqual(['manual', 'failed approvalLapsed']);
  });
});

/** Of a list that goes on until a page is empty. */
const FIRST_PAGE = /startAt=0(&|$)/;

describe('an account', () => {
  const named = { issue: 'WEB-1', invite: ['sam.new@acme.example'], add: ['frontend'] };
  const users = (accounts: readonly { readonly accountId: string }[]) =>
    ({
      kind: 'answer',
      status: 200,
      body: JSON.stringify(accounts.map(({ accountId }) => ({ accountId, active: true }))),
    }) as const;

  test('that was there all along, with an address that is hidden, is found and not created', async () => {
    const everybody = users(site().directory.people());
    site().faults.add({ via: 'token', path: /^\/user\/search$/, effect: users([]) });
    site().faults.add({
      via: 'token',
      path: /^\/users\/search$/,
      query: FIRST_PAGE,
      effect: everybody,
    });
    const priya = world.person('Priya Raman');
    const { id, progress } = await askAndApprove(world, { ...named, invite: [priya.email] });
    expect(progress).toMatchObject({ applied: 1, unchanged: 1 });
    const [created] = await steps(noah(), 'WEB-1', id);
    expect(created?.outcome).toMatchObject({ state: 'unchanged', createdId: priya.accountId });
    expect(world.members('frontend')).toContain('Priya Raman');
  });

  test('that was there all along, and may have been given products, is not called unchanged', async () => {
    const everybody = users(site().directory.people());
    site().faults.add({ via: 'token', path: /^\/user\/search$/, effect: users([]) });
    site().faults.add({
      via: 'token',
      path: /^\/users\/search$/,
      query: FIRST_PAGE,
      effect: everybody,
    });
    const priya = world.person('Priya Raman');
    const products: Product[] = ['jira-software'];
    const { id } = await askAndApprove(world, { ...named, invite: [priya.email], products });
    const [created] = await steps(noah(), 'WEB-1', id);
    expect(created?.outcome).toMatchObject({
      state: 'applied',
      unproved: true,
      found: true,
      createdId: priya.accountId,
    });
    const said = (await auditOf(world)).find(
      ({ event }) => event.kind === 'effect' && event.action === 'user.create',
    );
    expect(said?.event).toMatchObject({ outcome: 'applied', unproved: true, found: true });
    expect(said && auditSentence(said.event)).toContain(
      'has an account already; whether it was given',
    );
  });

  test('of whom the site does not list everybody is created or found: which is not known', async () => {
    const many = Array.from({ length: 1_000 }, (_, place) => ({ accountId: `other-${place}` }));
    site().faults.add({
      via: 'token',
      path: /^\/users\/search$/,
      query: FIRST_PAGE,
      effect: users(many),
    });
    const { id, state } = await askAndApprove(world, named);
    expect(state).toBe('completed');
    expect(await outcomes(id)).toEqual(['applied unproved', 'applied']);
    const said = (await auditOf(world)).find(
      ({ event }) => event.kind === 'effect' && event.action === 'user.create',
    );
    expect(said?.event).toMatchObject({ outcome: 'applied', unproved: true });
  });

  test('is known as created where the whole list did not have it', async () => {
    const { id } = await askAndApprove(world, named);
    expect(await outcomes(id)).toEqual(['applied', 'applied']);
  });
});

describe('what was created a moment ago, and is not shown yet', () => {
  const named = {
    issue: 'WEB-1',
    invite: ['sam.new@acme.example'],
    createGroup: 'design-guild',
    add: ['frontend', 'WEB/Developers'],
  };

  test('is waited for', async () => {
    site().faults.visibilityLag = 2 * MINUTE;
    const { id, state } = await askAndApprove(world, named);
    expect(state).toBe('applying');
    for (let round = 0; round < 5; round += 1) await world.pass(MINUTE);
    expect(await get(noah(), 'WEB-1', id)).toMatchObject({
      state: 'completed',
      progress: { applied: 5, failed: 0 },
    });
  });

  test('can be retried where it takes too long', async () => {
    site().faults.visibilityLag = HOUR;
    const { id } = await askAndApprove(world, named);
    for (let round = 0; round < 20; round += 1) await world.pass(MINUTE);
    expect(await outcomes(id)).toEqual([
      'applied',
      'applied',
      ...Array(3).fill('failed notYetVisible'),
    ]);
    await world.pass(HOUR);
    expect(await retry(id)).toMatchObject({ state: 'completed', progress: { applied: 5 } });
  });
});

describe('access whose giving was never answered', () => {
  const named = {
    issue: 'WEB-1',
    people: ['Priya Raman'],
    add: ['frontend'],
    term: { kind: 'days', days: 3 },
  } as const;
  const addToGroup = { method: 'POST', path: /^\/group\/user$/ };

  test('does not end by itself where somebody may have given it by hand meanwhile', async () => {
    const undo = site().faults.add({ ...addToGroup, effect: { kind: 'reset', when: 'before' } });
    const { id } = await askAndApprove(world, named);
    expect(await outcomes(id)).toEqual(['begun']);
    undo();
    const { accountId } = world.person('Priya Raman');
    site().directory.addMember(world.groupId('frontend'), accountId);
    await goOn();
    expect(await outcomes(id)).toEqual(['applied unproved']);
    // Undoing the request leaves it too, and says so.
    const undone = value(await noah().panel('request.inverse', 'WEB-1', { requestId: id }));
    expect(undone).toMatchObject({ lines: [], stays: [{ subject: { accountId } }] });
    await world.pass(4 * DAY);
    await world.sweep();
    expect(world.members('frontend')).toContain('Priya Raman');
  });

  async function goOn() {
    await world.pass(2 * MINUTE);
    await world.sweep();
  }

  describe('beside a token that is rejected', () => {
    const both = { ...named, people: ['Priya Raman', 'Grace Kim'] };

    /** The first call is made and its answer lost; the second, and with `all` whatever follows, gets 401. */
    async function lostBesideRejected(all: boolean) {
      site().faults.add({ ...addToGroup, times: 1, effect: lostAnswer });
      site().faults.add({ ...addToGroup, effect: rejected });
      if (all) {
        let sent = false;
        site().onExchange(({ method, url }) => {
          if (sent || method !== 'POST' || !url.includes('/group/user')) return;
          sent = true;
          site().faults.add({ via: 'token', effect: rejected });
        });
      }
      const { id, state } = await askAndApprove(world, both);
      expect(state).toBe('applying');
      return id;
    }

    async function endIsDue() {
      await world.pass(4 * DAY);
      await world.sweep();
    }

    test('is read back where the site can still be read', async () => {
      const id = await lostBesideRejected(false);
      expect((await outcomes(id)).toSorted()).toEqual(['applied', 'pending']);
      site().faults.clear();
      await goOn();
      expect(await outcomes(id)).toEqual(['applied', 'applied']);
      await endIsDue();
      for (const name of both.people) expect(world.members('frontend')).not.toContain(name);
    });

    test('ends when due where the connection works again soon', async () => {
      const id = await lostBesideRejected(true);
      expect((await outcomes(id)).toSorted()).toEqual(['begun', 'pending']);
      site().faults.clear();
      await goOn();
      expect(await outcomes(id)).toEqual(['applied', 'applied']);
      await endIsDue();
      for (const name of both.people) expect(world.members('frontend')).not.toContain(name);
    });

    test('says that it can’t be known where it is looked at only later', async () => {
      const id = await lostBesideRejected(true);
      await world.pass(2 * HOUR);
      site().faults.clear();
      await world.pass(20 * MINUTE);
      await world.sweep();
      expect((await outcomes(id)).toSorted()).toEqual(['applied', 'applied unproved']);
      await endIsDue();
      const left = both.people.filter((name) => world.members('frontend').includes(name));
      expect(left).toHaveLength(1);
    });
  });
});
