import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/ask-for';
import { ACCESS, openWorld, value, type World } from '../support/open-world';
import { type Known, samplePayload } from '../support/payloads-of';
import { letNobodyBrowse } from '../support/site-answers';
import { storedText } from '../support/stored-text';
import { KEYS, SURFACES } from '../support/surfaces';

/**
 * What may be told to whom. Every key that there is, called by somebody who may not look people up, with
 * ids and names of what they can't see in every field that takes one: no answer says who it is or what it
 * is called. Keys and payloads come from the resolvers themselves, so that a new key is held to it too.
 */

/** Delivery to nobody here: people, groups that are not listed, and a project that the caller does not see. */
const PEOPLE = ['Priya Raman', 'Grace Kim', 'Isabelle Moreau', 'Jonas Weber'];
const GROUPS = ['design', 'site-admins', 'finance'];
const HIDDEN_ISSUE = 'FIN-1';
const CALLER = 'Noah Okafor';

let world: World;
let secretNames: readonly string[];
/** One made where the caller does not see it. */
let hiddenRequest: string;
let probes: readonly { readonly what: string; readonly known: Known }[];

beforeAll(async () => {
  world = await openWorld();
  const { directory } = world.platform.atlassian;
  await world.connect();
  await world.allow(['frontend']);
  const named = { issue: HIDDEN_ISSUE, people: ['Mateo Álvarez'], add: ['FIN/Viewers'] };
  hiddenRequest = value(await ask(world, world.as('Ingrid Solberg'), named)).id;
  await world.settle();
  const hidden = directory.projectOf('FIN');
  const seen = directory.projectOf('WEB');
  secretNames = [...PEOPLE, 'Mateo Álvarez', 'Ingrid Solberg', ...GROUPS, hidden.name];
  letNobodyBrowse(world);
  // Jira's own search finds nobody for them (doc: User search, permissions). What it tells of people whom
  // they see otherwise, it tells them itself.
  world.platform.atlassian.faults.add({
    path: /^\/user\/(search|picker)/,
    via: 'gateway',
    effect: {
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '[]',
    },
  });

  const ids = (issueKey: string, project: typeof hidden) => ({
    issueId: directory.issue(issueKey)?.id,
    issueKey,
    projectId: project.id,
    roleId: world.roleId(project.key, 'Viewers'),
    requestId: hiddenRequest,
    requestIds: [hiddenRequest],
    submissionKey: randomUUID(),
    revision: 1,
    steps: [0],
    kind: 'effect',
    term: { kind: 'permanent' },
  });
  const role = (project: typeof hidden) => ({
    kind: 'role',
    verb: 'add',
    projectId: project.id,
    roleId: world.roleId(project.key, 'Viewers'),
  });
  const group = (groupId: string) => ({ kind: 'group', verb: 'add', groupId });
  const listed = group(world.groupId('frontend'));
  const me = { kind: 'person', accountId: world.person(CALLER).accountId };
  const asks = (project: typeof hidden) => [
    ...PEOPLE.map((name) => {
      const { accountId, email } = world.person(name);
      return [
        { subjects: [{ kind: 'person', accountId }], changes: [listed] },
        { subjects: [me, { kind: 'person', accountId }], changes: [role(seen)] },
        { subjects: [{ kind: 'newPerson', email }], changes: [{ kind: 'account', products: [] }] },
      ];
    }),
    ...GROUPS.map((name) => {
      const groupId = world.groupId(name);
      return [
        { subjects: [me], changes: [group(groupId)] },
        { subjects: [{ kind: 'group', groupId }], changes: [role(seen)] },
        { subjects: [me, { kind: 'group', groupId }], changes: [role(project)] },
      ];
    }),
    [{ subjects: [me], changes: [role(hidden)] }],
  ];
  const fields = [
    ...PEOPLE.map((name) => {
      const { accountId, email } = world.person(name);
      // Letters that are in the name, and not the name: what is asked may be said back.
      return { accountId, email, query: name.slice(1, 3), who: name.slice(1, 3), entries: [email] };
    }),
    ...GROUPS.map((name) => ({
      accountId: world.groupId(name),
      groupId: world.groupId(name),
      query: name.slice(0, 3),
      entries: [world.groupId(name)],
    })),
    { query: hidden.key, accountId: hidden.id, groupId: hidden.id },
    { query: '', accountId: 'nobody', entries: ['nobody@acme.example'] },
  ];
  probes = [
    ...(['WEB-1', HIDDEN_ISSUE] as const).flatMap((issue) =>
      [seen, hidden].flatMap((project) => [
        ...fields.map((more) => ({
          what: `${issue} ${JSON.stringify(more)}`,
          known: { ...ids(issue, project), ask: asks(project)[0]?.[0], ...more },
        })),
        ...asks(project)
          .flat()
          .map((one) => ({
            what: `${issue} ${JSON.stringify(one)}`,
            known: { ...ids(issue, project), ask: one },
          })),
      ]),
    ),
  ];
});
afterAll(() => world.close());

async function answerOf(key: (typeof KEYS)[number], payload: unknown): Promise<string> {
  const answer = await world.platform.forge.invokeResolver({
    moduleKey: key.surface,
    accountId: world.person(CALLER).accountId,
    extension: {},
    functionKey: key.key,
    payload,
  });
  return JSON.stringify(answer);
}

describe('who may not look people up is told no name that they could not see', () => {
  test('there are keys, probes and names to be held', () => {
    expect(KEYS.length).toBeGreaterThan(30);
    expect(probes.length).toBeGreaterThan(100);
    expect(secretNames).toHaveLength(10);
  });

  test.each(SURFACES)('by any key of %s', async (surface) => {
    const told: string[] = [];
    const before = storedText(world.platform);
    let taken = 0;
    const keys = KEYS.filter((one) => one.surface === surface);
    for (const key of keys) {
      const payloads = new Map(
        probes.map(({ what, known }) => {
          const payload = samplePayload(key.schema, known);
          return [JSON.stringify(payload), { what, payload }];
        }),
      );
      for (const { what, payload } of payloads.values()) {
        if (key.schema.safeParse(payload).success) taken += 1;
        const answer = await answerOf(key, payload);
        const names = secretNames.filter((name) => answer.includes(name));
        if (names.length > 0) told.push(`${key.key} tells ${names.join(', ')}: ${what}`);
      }
    }
    expect(told).toEqual([]);
    // What is one's own is asked for by no word about anybody: each key is asked once.
    expect(taken).toBeGreaterThan(surface === ACCESS ? keys.length - 1 : 10);
    expect(storedText(world.platform)).toBe(before);
  });

  test('whoever may look people up is told them: the names are there to be found', async () => {
    world.platform.atlassian.faults.clear();
    const search = KEYS.find(({ key }) => key === 'people.search');
    if (search === undefined) throw new Error('There is no such key');
    const issueId = world.platform.atlassian.directory.issue('WEB-1')?.id;
    expect(await answerOf(search, { issueId, query: 'Priya' })).toContain('Priya Raman');
  });
});
