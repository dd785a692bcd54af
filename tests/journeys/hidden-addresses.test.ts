import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntryView } from '../../src/contract/views';
import { approve, ask, askAndApprove, askOf, auditOf, get, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend', 'on-call']);
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');
const site = () => world.platform.atlassian;
const addressOf = (name: string) => world.person(name).email;
const hide = (name: string) => site().directory.setShowsEmail(world.person(name).accountId, false);

const meanings = async (...entries: string[]): Promise<readonly EntryView[]> =>
  value(await noah().panel('people.resolve', 'WEB-1', { entries }));

/** A second person is found by the whole address, as what they are called begins like it. */
function callLikeAddressOf(name: string, other: string) {
  hide(other);
  site().directory.rename(world.person(other).accountId, `${addressOf(name)} (old)`);
}

async function connectKey() {
  const key = site()
    .tokens.samples()
    .find(({ label }) => label === 'API key of the organization');
  const organizationId = site().organization.id;
  const answer = await world
    .as('Olivia Hart')
    .admin('organization.connect', { organizationId, key: key?.token ?? '' });
  expect(answer.ok).toBe(true);
}

async function preview(invite: readonly string[]) {
  const asked = askOf(world, { issue: 'WEB-1', invite, add: ['on-call'] });
  const term = { kind: 'permanent' } as const;
  return value(await noah().panel('request.preview', 'WEB-1', { ask: asked, term }));
}

const verdicts = async (...invite: string[]) =>
  (await preview(invite)).lines.map(({ verdict }) =>
    'reason' in verdict ? verdict.reason : verdict.verdict,
  );

/** Accounts that the site has now and had not then. */
function watchAccounts() {
  const before = new Set(
    site()
      .directory.people()
      .map(({ accountId }) => accountId),
  );
  return () =>
    site()
      .directory.people()
      .filter(({ accountId }) => !before.has(accountId));
}

describe('a list of addresses', () => {
  test('ten colleagues of whom nine hide theirs are ten people, and nobody new', async () => {
    const people = site()
      .directory.people()
      .filter(({ accountType, active }) => accountType === 'atlassian' && active)
      .slice(10, 20);
    for (const [place, { accountId }] of people.entries()) {
      site().directory.setShowsEmail(accountId, place === 0);
    }
    const found = await meanings(...people.map(({ email }) => email));
    expect(found).toEqual(
      people.map(({ accountId, displayName, email }, place) => ({
        found: 'person',
        person: expect.objectContaining({ accountId, displayName }),
        ...(place === 0 ? {} : { foundBy: email }),
      })),
    );
  });

  test('one that may be of several is of nobody in particular, and is not new', async () => {
    callLikeAddressOf('Sofia Costa', 'Liam Chen');
    expect(await meanings(addressOf('Sofia Costa'))).toEqual([{ found: 'addressNotKnown' }]);
    expect(await verdicts(addressOf('Sofia Costa'))).toEqual([
      'addressNotKnown',
      'addressNotKnown',
    ]);
  });

  test('one of an answer that may have been cut off is not known', async () => {
    const { accountId } = world.person('Sofia Costa');
    const many = Array.from({ length: 49 }, (_, place) => ({
      accountId: `other-${place}`,
      emailAddress: `other.${place}@acme.example`,
    }));
    site().faults.add({
      via: 'token',
      path: /^\/user\/search$/,
      effect: { kind: 'answer', status: 200, body: JSON.stringify([{ accountId }, ...many]) },
    });
    expect(await meanings(addressOf('Sofia Costa'))).toEqual([{ found: 'addressNotKnown' }]);
  });

  test('of a hundred, each is looked for, in as many calls as that takes', async () => {
    const people = site()
      .directory.people()
      .filter(({ accountType, active }) => accountType === 'atlassian' && active);
    const strangers = Array.from({ length: 60 }, (_, place) => `stranger.${place}@acme.example`);
    const entries = [...people.map(({ email }) => email), ...strangers];
    const parts: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await noah().panel('people.resolve', 'WEB-1', { entries });
      if (answer.ok) {
        const found = answer.value.map((one) => one.found);
        expect(found).toEqual([...people.map(() => 'person'), ...strangers.map(() => 'newPerson')]);
        break;
      }
      expect(answer.error).toMatchObject({ code: 'goOn' });
      parts.push(tries);
    }
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.length).toBeLessThan(3);
  });

  test('an account id, a mention and a link to a profile name that account; an unknown id says so', async () => {
    const { accountId } = world.person('Sofia Costa');
    const named = await meanings(
      accountId,
      `[~accountid:${accountId}]`,
      `https://acme.atlassian.net/jira/people/${accountId}`,
      '5b10ac8d82e05b22cc7d4ef5',
    );
    const sofia = { found: 'person', person: { accountId, displayName: 'Sofia Costa' } };
    expect(named).toMatchObject([sofia, sofia, sofia, { found: 'noSuchAccount' }]);
    for (const one of named) expect(one).not.toHaveProperty('foundBy');
  });
});

describe('an address that is for the organization', () => {
  const leave = (name: string) => {
    const { accountId } = world.person(name);
    site().directory.setEmail(accountId, `${accountId.slice(-8)}@elsewhere.example`);
  };
  const search = async (query: string) =>
    value(await noah().panel('people.search', 'WEB-1', { query })).items;

  test('is told by nothing to whoever asks from outside of it, though the connection’s account sees it', async () => {
    const sofia = world.person('Sofia Costa');
    site().directory.showEmailToOrganization(sofia.accountId);
    leave('Noah Okafor');
    expect(await search('sofia.costa@acme')).toEqual([]);
    expect(await search('Sofia')).toMatchObject([{ accountId: sofia.accountId }]);
    const found = await meanings(sofia.email, 'Sofia Costa');
    const account = { accountId: sofia.accountId, displayName: 'Sofia Costa' };
    expect(found).toMatchObject([{ person: account }, { person: account }]);
    const named = { issue: 'WEB-1', people: ['Sofia Costa'], add: ['on-call'] };
    const waiting = value(await ask(world, noah(), named));
    await world.settle();
    const told = [
      await search('Sofia'),
      found,
      await preview([sofia.email]),
      await get(noah(), 'WEB-1', waiting.id),
      await get(world.as('Maya Lindqvist'), 'WEB-1', waiting.id),
      await auditOf(world),
    ];
    expect(JSON.stringify(told)).not.toContain(sofia.email);
  });

  test('means its owner as far as can be seen where the connection’s account is outside, and an approver gains nothing by it', async () => {
    const { accountId, email } = world.person('Olivia Hart');
    const [token] = site().tokens.samples();
    site().directory.setEmail(accountId, 'olivia@elsewhere.example');
    const connected = await world.as('Olivia Hart').admin('connection.connect', {
      instanceUrl: site().siteUrl,
      email: 'olivia@elsewhere.example',
      token: token?.token ?? '',
    });
    expect([token?.email, connected.ok]).toEqual([email, true]);
    for (const name of ['Sofia Costa', 'Maya Lindqvist'])
      site().directory.showEmailToOrganization(world.person(name).accountId);
    expect(await search('sofia.costa@acme')).toMatchObject([{ email: addressOf('Sofia Costa') }]);
    expect(await meanings(addressOf('Sofia Costa'))).toMatchObject([
      { found: 'person', foundBy: addressOf('Sofia Costa') },
    ]);
    const [stage] = (await preview([addressOf('Maya Lindqvist')])).approvals;
    expect(stage?.approvers.map(({ displayName }) => displayName)).not.toContain('Maya Lindqvist');
  });
});

describe('with the organization’s key', () => {
  test('addresses are known exactly, and nothing is left to say of them', async () => {
    const theirs = [addressOf('Sofia Costa'), addressOf('Liam Chen')];
    callLikeAddressOf('Sofia Costa', 'Liam Chen');
    await connectKey();
    const [sofia, liam] = await meanings(...theirs);
    expect(sofia).toMatchObject({ found: 'person', person: { displayName: 'Sofia Costa' } });
    expect(liam).toMatchObject({ found: 'person' });
    expect(sofia).not.toHaveProperty('foundBy');
    expect(liam).not.toHaveProperty('foundBy');
  });

  test('they are known also where the site finds nobody by what it hides', async () => {
    site().faults.add({
      via: 'token',
      path: /^\/user\/search$/,
      effect: { kind: 'answer', status: 200, body: '[]' },
    });
    expect(await meanings(addressOf('Sofia Costa'))).toMatchObject([{ found: 'newPerson' }]);
    await connectKey();
    const [sofia] = await meanings(addressOf('Sofia Costa'));
    expect(sofia).toMatchObject({ found: 'person', person: { displayName: 'Sofia Costa' } });
    expect(await verdicts(addressOf('Sofia Costa'))).toEqual(['alreadySo', 'change']);
  });

  test('an address is nobody’s where whoever is found by it is told another', async () => {
    hide('Liam Chen');
    const { accountId } = world.person('Liam Chen');
    site().directory.rename(accountId, 'old.name@acme.example');
    expect(await meanings('old.name@acme.example')).toMatchObject([
      { found: 'person', foundBy: 'old.name@acme.example' },
    ]);
    await connectKey();
    expect(await meanings('old.name@acme.example')).toMatchObject([{ found: 'newPerson' }]);
  });

  test('that is not taken any more, it is as without one', async () => {
    callLikeAddressOf('Sofia Costa', 'Liam Chen');
    await connectKey();
    const effect = { kind: 'answer', status: 401, body: '{}' } as const;
    site().faults.add({ path: /^\/admin\//, effect });
    expect(await meanings(addressOf('Sofia Costa'))).toEqual([{ found: 'addressNotKnown' }]);
  });
});

describe('asking for an account at an address that somebody hides', () => {
  test('means them, creates nobody, and says to whom it matters what is known', async () => {
    const added = watchAccounts();
    const sofia = world.person('Sofia Costa');
    const plan = await preview([sofia.email]);
    expect(plan.lines).toMatchObject([
      { verb: 'create', verdict: { verdict: 'alreadySo' }, subject: { foundBy: sofia.email } },
      { verb: 'add', verdict: { verdict: 'change' }, subject: { accountId: sofia.accountId } },
    ]);
    const named = { issue: 'WEB-1', invite: [sofia.email], add: ['on-call'] };
    const waiting = value(await ask(world, noah(), named));
    await world.settle();
    const seenBy = async (name: string) =>
      (await get(world.as(name), 'WEB-1', waiting.id)).subjects.map((one) => 'foundBy' in one);
    expect(await seenBy('Noah Okafor')).toEqual([true]);
    expect(await seenBy('Maya Lindqvist')).toEqual([true]);
    expect(await seenBy('Grace Kim')).toEqual([false]);
    // What is told to ask for it again is what the request tells the same reader, and no more.
    for (const name of ['Noah Okafor', 'Maya Lindqvist', 'Grace Kim']) {
      const of = { requestId: waiting.id };
      const asked = value(await world.as(name).panel('request.asked', 'WEB-1', of));
      const { subjects, term, justification } = await get(world.as(name), 'WEB-1', waiting.id);
      const { access: _, products: __, ...told } = asked;
      expect(told).toEqual({ subjects, term, justification, bundles: [] });
    }
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', waiting));
    await world.settle();
    expect(world.members('on-call')).toContain('Sofia Costa');
    expect(added()).toEqual([]);
    expect(JSON.stringify(await auditOf(world))).not.toContain(sofia.email);
  });

  test('somebody who was named with an address that finds another is refused', async () => {
    const named = (foundBy: string) => ({
      subjects: [
        { kind: 'person' as const, accountId: world.person('Liam Chen').accountId, foundBy },
      ],
      changes: [
        { kind: 'group' as const, verb: 'add' as const, groupId: world.groupId('on-call') },
      ],
    });
    const reasonOf = async (foundBy: string) => {
      const term = { kind: 'permanent' } as const;
      const asked = { ask: named(foundBy), term };
      const [line] = value(await noah().panel('request.preview', 'WEB-1', asked)).lines;
      return line && 'reason' in line.verdict ? line.verdict.reason : line?.verdict.verdict;
    };
    expect(await reasonOf(addressOf('Liam Chen'))).toBe('change');
    for (const other of ['Sofia Costa', 'Grace Kim']) {
      expect(await reasonOf(addressOf(other))).toBe('addressNotKnown');
    }
    expect(await reasonOf('nobody.has@acme.example')).toBe('addressNotKnown');
  });

  test('an approver’s own gives them nothing that they decide on', async () => {
    hide('Maya Lindqvist');
    const maya = addressOf('Maya Lindqvist');
    for (const invited of [maya, maya.replace('@', '+second@')]) {
      const plan = await preview([invited]);
      const [stage] = plan.approvals;
      expect(stage?.approvers.map(({ displayName }) => displayName)).not.toContain(
        'Maya Lindqvist',
      );
    }
  });
});

test('while it waits, addresses are searched for only where whoever decides hides theirs', async () => {
  const invite = Array.from({ length: 12 }, (_, place) => `new.${place}@acme.example`);
  value(await ask(world, noah(), { issue: 'WEB-1', invite, add: ['on-call'] }));
  await world.settle();
  let searches = 0;
  site().onExchange(({ url }) => {
    if (new URL(url).pathname.endsWith('/user/search')) searches += 1;
  });
  await world.sweep();
  expect(searches).toBe(0);
  hide('Maya Lindqvist');
  await world.sweep();
  expect(searches).toBe(invite.length);
});

describe('an account at an address that is hidden from the moment it is created', () => {
  const named = { issue: 'WEB-1', invite: ['sam.new@acme.example'], add: ['on-call'] };

  test('is created, and its answer lost: the site finds it by the address, and it is ours', async () => {
    const added = watchAccounts();
    site().faults.add({
      method: 'POST',
      path: /^\/user$/,
      times: 1,
      effect: { kind: 'reset', when: 'after' },
    });
    const { id, state } = await askAndApprove(world, named);
    expect(state).toBe('completed');
    const [account] = added();
    const [created] = await steps(noah(), 'WEB-1', id);
    expect(created?.outcome).toMatchObject({ state: 'applied', createdId: account?.accountId });
    expect(created?.outcome).not.toHaveProperty('unproved');
    expect(world.members('on-call')).toContain('Sam New');
  });

  test('is told from others who are found by the address by who was there before', async () => {
    const added = watchAccounts();
    const undo = site().faults.add({
      method: 'POST',
      path: /^\/user$/,
      times: 1,
      effect: { kind: 'reset', when: 'after' },
    });
    const waiting = value(await ask(world, noah(), named));
    await world.settle();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', waiting));
    // Beside the call: somebody else is called so by now.
    site().onExchange(({ method, url }) => {
      if (method === 'POST' && new URL(url).pathname.endsWith('/user')) {
        site().directory.rename(world.person('Liam Chen').accountId, 'sam.new@acme.example');
      }
    });
    await world.settle();
    undo();
    const [account] = added();
    const [created] = await steps(noah(), 'WEB-1', waiting.id);
    expect(created?.outcome).toMatchObject({ state: 'applied', createdId: account?.accountId });
    expect(world.members('on-call')).toContain('Sam New');
    expect(world.members('on-call')).not.toContain('sam.new@acme.example');
  });

  test('is found, and nobody is created, where it came to be there after the approval', async () => {
    const waiting = value(await ask(world, noah(), named));
    await world.settle();
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', waiting));
    site().directory.addPerson('Sam Elsewhere', 'sam.new@acme.example');
    const sent: string[] = [];
    site().onExchange(({ method, url }) => {
      if (method === 'POST') sent.push(new URL(url).pathname);
    });
    await world.settle();
    const [created] = await steps(noah(), 'WEB-1', waiting.id);
    expect(created?.outcome).toMatchObject({ state: 'unchanged' });
    expect(sent).not.toContain('/rest/api/3/user');
    expect(sent).toContain('/rest/api/3/group/user');
  });

  test('a site that finds nobody by a hidden address answers for them as for a new one: found, not created', async () => {
    site().faults.add({
      via: 'token',
      path: /^\/user\/search$/,
      effect: { kind: 'answer', status: 200, body: '[]' },
    });
    const sofia = world.person('Sofia Costa');
    const { id } = await askAndApprove(world, { ...named, invite: [sofia.email] });
    const [created] = await steps(noah(), 'WEB-1', id);
    expect(created?.outcome).toMatchObject({ state: 'unchanged', createdId: sofia.accountId });
  });
});
