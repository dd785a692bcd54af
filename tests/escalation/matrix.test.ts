import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RequestView } from '../../src/contract/views';
import { MINUTE } from '../../src/domain/lib/time';
import type { AnyRight } from '../../src/entry/define';
import {
  jiraAdministrator,
  seesIssue,
  seesIssueAndPeople,
  seesRequestIssue,
  themselves,
} from '../../src/entry/rights';
import { seesAskedProjects } from '../../src/entry/sees-asked-projects';
import { ask, askAndApprove, askOf } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import {
  claimingPayloads,
  type Known,
  samplePayload,
  tamperedPayloads,
} from '../support/payloads-of';
import { connectionOf } from '../support/seed-holdings';
import { KEYS, type SurfaceKey } from '../support/surfaces';

/**
 * Every key of every surface, called by every kind of person with good and with tampered payloads. Keys,
 * payloads and rights come from the resolvers themselves: a new key is in the matrix as soon as it is
 * there, and fails it until the table below knows its right. What counts is not the answer but that
 * nothing was stored and nothing was sent.
 */

/** Requests about finance, made where only finance sees them. */
const ISSUE = 'FIN-1';
const INVITED = 'new.auditor@audit.example';

const CALLERS = [
  ['the requester', 'Ingrid Solberg'],
  ['a subject by account', 'Mateo Álvarez'],
  ['a subject by address', INVITED],
  ['a subject by membership of a group', 'Rohan Desai'],
  ['the approver', 'Isabelle Moreau'],
  ['a former approver, as the project has another lead', 'Emma Fischer'],
  ['a removed approver, whom the admin took out of the policy', 'Henrik Dahl'],
  ['a viewer, who merely sees the issue', 'Camille Laurent'],
  ['somebody who does not see the issue', 'Grace Kim'],
  ['a customer', 'Patrick Stein'],
  ['somebody inactive', 'Tom Becker'],
  ['an app', 'Automation for Jira'],
  ['a Jira admin who is no site admin', 'Sofia Costa'],
  ['a site admin', 'Olivia Hart'],
  ['nobody', undefined],
] as const;
type CallerKind = (typeof CALLERS)[number][0];

let world: World;
let known: Known;
let atFirst: string;
/** On record with the fallback approver, on record with the lead of then, one whose step has failed, and one that gave something. */
const requests = { waits: '', waitsForLead: '', failed: '', gave: '' };

beforeAll(async () => {
  world = await openWorld();
  const { directory } = world.platform.atlassian;
  await world.connect();
  await world.allow(['frontend'], { fallbackApprovers: ['Henrik Dahl'] });
  const named = {
    issue: ISSUE,
    people: ['Mateo Álvarez'],
    groups: ['finance'],
    invite: [INVITED],
    products: [],
    add: ['FIN/Viewers'],
  };
  const waits = value(await ask(world, world.as('Ingrid Solberg'), named));
  expect(approversOf(waits)).toEqual(['Henrik Dahl']);
  requests.waits = waits.id;
  for (const name of ['Emma Fischer', 'Camille Laurent']) {
    directory.addActor('FIN', 'Viewers', { accountId: world.person(name).accountId });
  }
  directory.setLead('FIN', world.person('Emma Fischer').accountId);
  const waitsForLead = value(
    await ask(world, world.as('Ingrid Solberg'), {
      issue: ISSUE,
      people: ['Mateo Álvarez'],
      add: ['frontend'],
    }),
  );
  expect(approversOf(waitsForLead)).toEqual(['Emma Fischer']);
  requests.waitsForLead = waitsForLead.id;
  directory.setLead('FIN', world.person('Isabelle Moreau').accountId);
  const undo = world.platform.atlassian.faults.add({
    method: 'POST',
    path: /^\/group\/user/,
    effect: { kind: 'answer', status: 403, body: '{"errorMessages":["Not today."]}' },
  });
  const failed = await askAndApprove(world, {
    issue: ISSUE,
    by: 'Ingrid Solberg',
    approver: 'Isabelle Moreau',
    people: ['Mateo Álvarez'],
    add: ['frontend'],
  });
  expect(failed.state).toBe('needsAttention');
  requests.failed = failed.id;
  undo();
  const gave = await askAndApprove(world, {
    issue: ISSUE,
    by: 'Ingrid Solberg',
    approver: 'Isabelle Moreau',
    people: ['Priya Raman'],
    add: ['frontend'],
  });
  expect(gave.state).toBe('completed');
  requests.gave = gave.id;
  // What somebody else has, who could return it.
  const given = { issue: 'WEB-1', people: ['Grace Kim'], add: ['frontend'] };
  expect((await askAndApprove(world, given)).state).toBe('completed');
  // The address has come to belong to somebody since, and who was to decide is none any more.
  directory.addPerson(INVITED, INVITED);
  await world.allow(['frontend']);
  await world.settle();
  known = {
    issueId: directory.issue(ISSUE)?.id,
    accountId: world.person('Priya Raman').accountId,
    groupId: world.groupId('frontend'),
    projectId: directory.projectOf('FIN').id,
    roleId: world.roleId('FIN', 'Viewers'),
    ask: askOf(world, { issue: ISSUE, people: ['Priya Raman'], add: ['frontend'] }),
    submissionKey: randomUUID(),
    revision: 1,
    steps: [0],
    issueKey: ISSUE,
    kind: 'effect',
    connectionId: connectionOf(world),
  };
  atFirst = stored();
});
// The store takes so many calls a minute: beyond that nothing would be written, whoever asks.
beforeEach(() => world.platform.clock.advance(MINUTE));
afterAll(() => world.close());

const approversOf = ({ approvals }: RequestView) =>
  approvals.flatMap(({ approvers }) => approvers.map(({ displayName }) => displayName));

/** What the site says of somebody: whether they may call the keys that ask for this right. */
const seesTheIssue = (id: string) => world.platform.atlassian.directory.canSee(id, ISSUE);
const MAY: ReadonlyMap<AnyRight, (accountId: string) => boolean> = new Map<
  AnyRight,
  (accountId: string) => boolean
>([
  [jiraAdministrator, (id) => world.platform.atlassian.directory.isJiraAdministrator(id)],
  [seesIssue, seesTheIssue],
  [seesIssueAndPeople, seesTheIssue],
  [seesAskedProjects, seesTheIssue],
  [seesRequestIssue, seesTheIssue],
  // About what is their own, and of that they are told no more than of the work item it was asked in.
  [themselves, () => true],
]);

const WHOEVER_SEES_IT: readonly CallerKind[] = [
  'the requester',
  'a subject by account',
  'a subject by membership of a group',
  'the approver',
  'a former approver, as the project has another lead',
  'a removed approver, whom the admin took out of the policy',
  'a viewer, who merely sees the issue',
];
/** Who has the group that the payloads name. */
const WHOEVER_HAS_IT: readonly CallerKind[] = ['somebody who does not see the issue'];
/** Keys that change something, and for whom it is right here. */
type State = keyof typeof requests;
const CHANGES: Readonly<Record<State, Readonly<Record<string, readonly CallerKind[]>>>> = {
  waits: {
    'access.return': WHOEVER_HAS_IT,
    'access.setAway': [],
    'request.submit': WHOEVER_SEES_IT,
    'request.withdraw': ['the requester'],
    'request.question': ['the approver'],
    'request.decide': ['the approver'],
  },
  waitsForLead: {
    'access.return': WHOEVER_HAS_IT,
    'access.setAway': [],
    'request.submit': WHOEVER_SEES_IT,
    'request.withdraw': ['the requester'],
    'request.question': ['the approver'],
    'request.decide': ['the approver'],
  },
  failed: {
    'access.return': WHOEVER_HAS_IT,
    'access.setAway': [],
    'request.submit': WHOEVER_SEES_IT,
    'request.retry': ['the requester', 'the approver'],
    'request.markManual': ['the requester', 'the approver'],
  },
  gave: {
    'access.return': WHOEVER_HAS_IT,
    'access.setAway': [],
    'request.submit': WHOEVER_SEES_IT,
    'request.takeBack': ['the approver'],
    'request.renewal': ['the approver'],
  },
};
/** Whoever administers Jira may do all that is for them. */
const changes = (
  state: State,
  { key, who }: SurfaceKey,
  kind: CallerKind,
  isAllowed: boolean,
): boolean => (who === jiraAdministrator ? isAllowed : (CHANGES[state][key] ?? []).includes(kind));

/** What is stored, secrets too, but for what is only kept to read the site less often: as text, looked at so often. */
function stored(): string {
  const rows = world.platform.database
    .prepare("SELECT * FROM kvs_record WHERE key NOT GLOB 'pace:*' AND key NOT GLOB 'survey:*'")
    .all();
  return JSON.stringify(rows.map(({ space, key, value }) => [space, key, value]));
}

async function callAs(
  accountId: string | undefined,
  { surface, key }: { readonly surface: string; readonly key: string },
  payload: unknown,
): Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }> {
  return (await world.platform.forge.invokeResolver({
    moduleKey: surface,
    accountId,
    extension: {},
    functionKey: key,
    payload,
  })) as never;
}

const STATES: readonly State[] = ['waits', 'waitsForLead', 'failed', 'gave'];

interface Calls {
  readonly one: SurfaceKey;
  readonly payloads: readonly { readonly payload: unknown; readonly isTaken: boolean }[];
}

/**
 * The same for whoever calls: to make them takes longer than to call. What names no request is the same call about each of them,
 * to a store that nobody has changed: it is made once.
 */
const made = new Map<State, readonly Calls[]>();
const seen = new Set<string>();
function callsAbout(state: State): readonly Calls[] {
  const calls =
    made.get(state) ??
    makeCalls(state).map(({ one, payloads }) => ({
      one,
      payloads: payloads.filter(({ payload }) => isNew(`${one.surface} ${one.key}`, payload)),
    }));
  made.set(state, calls);
  return calls;
}

function isNew(key: string, payload: unknown): boolean {
  const call = `${key} ${JSON.stringify(payload)}`;
  const isFirst = !seen.has(call);
  seen.add(call);
  return isFirst;
}

function makeCalls(state: State): readonly Calls[] {
  const olivia = world.person('Olivia Hart').accountId;
  const ids = { ...known, requestId: requests[state], requestIds: [requests[state]] };
  return KEYS.map((one) => {
    const good = samplePayload(one.schema, ids);
    // What the definition makes of a payload is seen once; that each surface asks it, everywhere.
    const tampered = one.isShared ? [] : tamperedPayloads(good);
    const payloads = [good, ...claimingPayloads(good, olivia), ...tampered];
    return {
      one,
      payloads: payloads.map((payload) => ({
        payload,
        // A call without a payload is one with an empty payload (@forge/resolver).
        isTaken: one.schema.safeParse(payload ?? {}).success,
      })),
    };
  });
}

describe('every key, whoever calls it with whatever', () => {
  test('has a right that the matrix knows', () => {
    const unknown = KEYS.filter(({ who }) => !MAY.has(who));
    expect(unknown.map(({ key }) => key)).toEqual([]);
    expect(KEYS.length).toBeGreaterThan(30);
    const changing = Object.values(CHANGES).flatMap((keys) => Object.keys(keys));
    expect(changing.filter((key) => KEYS.every((one) => one.key !== key))).toEqual([]);
  });

  test.each(CALLERS.flatMap(([kind, name]) => STATES.map((state) => ({ kind, name, state }))))(
    '$kind changes nothing that is not theirs: $state',
    async ({ kind, name, state }) => {
      const accountId = name === undefined ? undefined : world.person(name).accountId;
      const sent: string[] = [];
      const wrong: unknown[] = [];
      const stop = world.platform.atlassian.onExchange(({ method, url }) => {
        if (method !== 'GET') sent.push(`${method} ${url}`);
      });
      // Nobody before has changed it either, nor the time that has passed: who was to decide is on record still.
      expect(stored() === atFirst).toBe(true);
      for (const { one, payloads } of callsAbout(state)) {
        const may = MAY.get(one.who) ?? (() => true);
        const isAllowed = accountId !== undefined && may(accountId);
        for (const { payload, isTaken } of payloads) {
          // What somebody may do, and asks for as it should be, is done: other tests are about that.
          if (isTaken && changes(state, one, kind, isAllowed)) continue;
          const reply = await callAs(accountId, one, payload);
          const code = reply.error?.code;
          const isRefused = reply.ok === false && code !== 'bug' && code !== 'platform';
          const isAnswered = reply.ok || isRefused;
          // An expectation for each of so many calls takes as long as the calls.
          if (isAllowed && isTaken ? isAnswered : isRefused) continue;
          wrong.push([one.key, JSON.stringify(payload).slice(0, 200), reply]);
        }
        if (payloads.length > 0) expect([one.key, stored() === atFirst]).toEqual([one.key, true]);
      }
      stop();
      expect(wrong).toEqual([]);
      expect(sent).toEqual([]);
    },
  );
});
