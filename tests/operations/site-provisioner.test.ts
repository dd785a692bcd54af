import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../local/atlassian/atlassian';
import type { Platform } from '../../local/platform/platform';
import { siteProvisioner } from '../../src/adapters/atlassian/site-provisioner';
import type { EffectAnswer, Provisioner } from '../../src/ports/provisioner';
import { movedClock } from '../support/moved-clock';
import { openClient } from '../support/open-client';
import { openDirectory } from '../support/open-directory';
import { openBench, runInForge } from '../support/run-in-forge';

/** One request for each effect, and what proves that it is so already. */
let platform: Platform;
let exchanges: Exchange[];
let provisioner: Provisioner;
beforeAll(async () => {
  platform = await openBench();
  platform.atlassian.onExchange((exchange) => exchanges.push(exchange));
});
afterAll(() => platform.close());
const clock = movedClock();
beforeEach(() => {
  exchanges = [];
  const directory = openDirectory(platform, { clock });
  provisioner = siteProvisioner(openClient(platform, { clock }), directory);
});
afterEach(() => platform.atlassian.faults.clear());

const site = () => platform.atlassian.directory;
let last = 0;
/** Somebody and a group whom nobody has seen yet. */
const fresh = () => {
  last += 1;
  const { accountId } = site().addPerson(`Fresh ${last}`, `fresh.${last}@acme.example`);
  const { groupId, name } = site().addGroup(`fresh-${last}`);
  const person = { kind: 'person', accountId } as const;
  const group = { kind: 'group', groupId } as const;
  return { person, group, entitlement: { ...group, name } };
};
const viewers = () => {
  const { id, key, name, roles } = site().projectOf('WEB');
  const roleId = String(roles.find((one) => one.name === 'Viewers')?.id);
  return {
    kind: 'role',
    projectId: id,
    projectKey: key,
    projectName: name,
    roleId,
    name: 'Viewers',
  } as const;
};
const send = (run: () => Promise<EffectAnswer>) => runInForge(platform, run);
const writes = () =>
  exchanges
    .filter(({ method }) => method !== 'GET')
    .map(({ method, url, requestBody }) => {
      const [path, query = ''] = (url.split('/rest/api/3')[1] ?? '').split('?');
      const body = requestBody === '' ? undefined : (JSON.parse(requestBody) as unknown);
      return [`${method} ${path}`, Object.fromEntries(new URLSearchParams(query)), body];
    });
const answer = (status: number, body: unknown, path?: RegExp) =>
  platform.atlassian.faults.add({
    ...(path === undefined ? { method: 'POST' } : { path }),
    effect: { kind: 'answer', status, body: JSON.stringify(body) },
  });

describe('a group', () => {
  test('gets and loses a person by one request', async () => {
    const { person, entitlement } = fresh();
    const { groupId } = entitlement;
    expect(await send(() => provisioner.give(entitlement, person))).toEqual({ answer: 'done' });
    expect(site().membersOf(groupId)).toEqual([person.accountId]);
    expect(await send(() => provisioner.take(entitlement, person))).toEqual({ answer: 'done' });
    expect(site().membersOf(groupId)).toEqual([]);
    const { accountId } = person;
    expect(writes()).toEqual([
      ['POST /group/user', { groupId }, { accountId }],
      ['DELETE /group/user', { groupId, accountId }, undefined],
    ]);
  });

  test('has them already, or not, only where the site shows it', async () => {
    const { person, entitlement } = fresh();
    site().addMember(entitlement.groupId, person.accountId);
    const give = () => send(() => provisioner.give(entitlement, person));
    const take = () => send(() => provisioner.take(entitlement, person));
    expect(await give()).toEqual({ answer: 'alreadySo' });
    platform.atlassian.faults.add({
      method: 'DELETE',
      effect: { kind: 'answer', status: 400, body: '{"errorMessages":["No."]}' },
    });
    expect(await take()).toEqual({ answer: 'refused', message: 'No.', retryable: false });
    site().removeMember(entitlement.groupId, person.accountId);
    expect(await take()).toEqual({ answer: 'alreadySo' });
    answer(400, { errorMessages: ['No.'] });
    expect(await give()).toEqual({ answer: 'refused', message: 'No.', retryable: false });
  });

  test('has people in it, and nothing else', () => {
    const { group, entitlement } = fresh();
    expect(() => provisioner.give(entitlement, group)).toThrow('not a person');
    expect(() => provisioner.take(entitlement, group)).toThrow('not a person');
    expect(exchanges).toEqual([]);
  });
});

describe('a role', () => {
  test('gets and loses people and groups, each named as what it is', async () => {
    const { person, group } = fresh();
    const role = viewers();
    const path = `/project/${role.projectId}/role/${role.roleId}`;
    for (const one of [person, group]) {
      expect(await send(() => provisioner.give(role, one))).toEqual({ answer: 'done' });
      expect(await send(() => provisioner.take(role, one))).toEqual({ answer: 'done' });
    }
    const both = { accountIds: [person.accountId], groupIds: [group.groupId] };
    expect(await send(() => provisioner.addToRole(role, both))).toEqual({ answer: 'done' });
    const { accountId } = person;
    const { groupId } = group;
    expect(writes()).toEqual([
      [`POST ${path}`, {}, { user: [accountId] }],
      [`DELETE ${path}`, { user: accountId }, undefined],
      [`POST ${path}`, {}, { groupId: [groupId] }],
      [`DELETE ${path}`, { groupId }, undefined],
      [`POST ${path}`, {}, { user: [accountId], groupId: [groupId] }],
    ]);
  });

  test('has them already where all of them are in it', async () => {
    const { person, group } = fresh();
    const role = viewers();
    const both = { accountIds: [person.accountId], groupIds: [group.groupId] };
    answer(400, { errorMessages: ['No.'] });
    const add = () => send(() => provisioner.addToRole(role, both));
    const refused = { answer: 'refused', message: 'No.', retryable: false };
    expect(await add()).toEqual(refused);
    site().addActor('WEB', 'Viewers', person);
    expect(await add()).toEqual(refused);
    site().addActor('WEB', 'Viewers', group);
    expect(await add()).toEqual({ answer: 'alreadySo' });
  });

  test('has somebody no more only where it tells everybody of their kind', async () => {
    const { person, group } = fresh();
    const role = viewers();
    platform.atlassian.faults.add({
      method: 'DELETE',
      effect: { kind: 'answer', status: 404, body: '{"errorMessages":["No."]}' },
    });
    const take = (one: typeof person | typeof group) => send(() => provisioner.take(role, one));
    const refused = { answer: 'refused', message: 'No.', retryable: false };
    expect(await take(person)).toEqual({ answer: 'alreadySo' });
    site().addActor('WEB', 'Viewers', person);
    expect(await take(person)).toEqual(refused);
    site().removeActor('WEB', 'Viewers', person);
    const told = (actors: unknown) =>
      answer(200, { id: Number(role.roleId), name: 'Viewers', actors }, /\/role\//);
    for (const [actors, ofPerson, ofGroup] of [
      [[{ actorUser: {} }], refused, { answer: 'alreadySo' }],
      [[{ actorGroup: {} }], { answer: 'alreadySo' }, refused],
      [null, refused, refused],
    ] as const) {
      platform.atlassian.faults.clear();
      platform.atlassian.faults.add({
        method: 'DELETE',
        effect: { kind: 'answer', status: 404, body: '{"errorMessages":["No."]}' },
      });
      told(actors);
      expect([await take(person), await take(group)]).toEqual([ofPerson, ofGroup]);
    }
    // A role that is not there may come back, with everybody in it.
    const gone = { ...role, projectId: '1' };
    platform.atlassian.faults.clear();
    expect(await send(() => provisioner.take(gone, person))).toMatchObject({ answer: 'refused' });
    expect(
      await send(() => provisioner.addToRole(gone, { accountIds: ['a'], groupIds: [] })),
    ).toMatchObject({ answer: 'refused' });
  });
});

describe('what is created', () => {
  test('is an account at the address, with these products', async () => {
    const email = 'created.first@acme.example';
    const answer = await send(() => provisioner.createUser(email, ['jira-software']));
    const created = site().personWithEmail(email)?.accountId;
    expect(answer).toEqual({ answer: 'done', createdId: created });
    expect(writes()).toEqual([
      ['POST /user', {}, { emailAddress: email, products: ['jira-software'] }],
    ]);
  });

  test.each([
    ['shows no address', { accountId: 'a1' }, true],
    ['hides it', { accountId: 'a1', emailAddress: '' }, true],
    ['shows it otherwise written', { accountId: 'a1', emailAddress: 'New@Acme.Example' }, true],
    ['shows another', { accountId: 'a1', emailAddress: 'other@acme.example' }, false],
    ['has no id', { emailAddress: 'new@acme.example' }, false],
  ])('is an account by an answer that %s', async (_, body, isProof) => {
    answer(201, body);
    expect(await send(() => provisioner.createUser('new@acme.example', []))).toMatchObject(
      isProof ? { answer: 'done', createdId: 'a1' } : { answer: 'unconfirmed', lost: false },
    );
  });

  test('is there already where the address is known to be somebody’s', async () => {
    answer(400, { errorMessages: ['No.'] });
    const priya = site().personNamed('Priya Raman');
    site().setShowsEmail(priya.accountId, true);
    expect(await send(() => provisioner.createUser(priya.email, []))).toEqual({
      answer: 'alreadySo',
      createdId: priya.accountId,
    });
    expect(await send(() => provisioner.createUser('nobody.at.all@acme.example', []))).toEqual({
      answer: 'refused',
      message: 'No.',
      retryable: false,
    });
  });

  test('is a group of that name', async () => {
    const created = await send(() => provisioner.createGroup('made-first'));
    const { groupId } = site().groupNamed('made-first');
    expect(created).toEqual({ answer: 'done', createdId: groupId });
    expect(writes()).toEqual([['POST /group', {}, { name: 'made-first' }]]);
    // That it is there is no proof that it is this one.
    expect(await send(() => provisioner.createGroup('made-first'))).toEqual({
      answer: 'alreadySo',
    });
  });

  test.each([
    ['of its name', { groupId: 'g1', name: 'made-other' }, true],
    ['of its name otherwise written', { groupId: 'g1', name: 'Made-Other' }, true],
    ['of another name', { groupId: 'g1', name: 'made-others' }, false],
    ['without a name', { groupId: 'g1' }, false],
    ['without an id', { name: 'made-other' }, false],
  ])('is a group by an answer about one %s', async (_, body, isProof) => {
    answer(201, body);
    expect(await send(() => provisioner.createGroup('made-other'))).toMatchObject(
      isProof ? { answer: 'done', createdId: 'g1' } : { answer: 'unconfirmed', lost: false },
    );
  });

  test('is not known to be there where the site does not show all its groups', async () => {
    answer(400, { errorMessages: ['No.'] });
    const asked = () => send(() => provisioner.createGroup('not-there-at-all'));
    expect(await asked()).toEqual({ answer: 'refused', message: 'No.', retryable: false });
    answer(200, { groups: [], total: 9 }, /^\/groups\/picker/);
    platform.atlassian.faults.add({
      path: /^\/group\/bulk/,
      query: /^(?!.*groupName)/,
      effect: { kind: 'answer', status: 403, body: '{}' },
    });
    expect(await asked()).toEqual({ answer: 'unconfirmed', message: 'No.', lost: false });
  });
});

test('what has not had its turn in time is not sent', async () => {
  const { person, entitlement } = fresh();
  const past = clock.now() - 1;
  for (const run of [
    () => provisioner.give(entitlement, person, past),
    () => provisioner.take(entitlement, person, past),
    () => provisioner.give(viewers(), person, past),
    () => provisioner.take(viewers(), person, past),
    () => provisioner.addToRole(viewers(), { accountIds: ['a'], groupIds: [] }, past),
    () => provisioner.createUser('late@acme.example', [], past),
    () => provisioner.createGroup('late', past),
  ]) {
    expect(await send(run)).toMatchObject({ answer: 'slowDown', scope: 'endpoint' });
  }
  expect(exchanges).toEqual([]);
});
