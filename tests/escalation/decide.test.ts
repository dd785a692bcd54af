import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { askInput } from '../../src/contract/inputs';
import type { RequestView } from '../../src/contract/views';
import type { TraceEntry } from '../../src/domain/approval/approval';
import { approve, ask, askOf, decline, get, type NamedAsk, steps } from '../support/ask-for';
import { siteNow } from '../support/changed-site';
import { type Actor, error, openWorld, PANEL, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { storedText } from '../support/stored-text';

/**
 * Attempts to decide what one gains by, or what is not one's to decide any more: in any way in which an
 * ask can mean somebody, at submission, at the decision, and between that and the effect.
 */
const LEAD = 'Maya Lindqvist';
const FALLBACK = ['Emma Fischer', 'Liam Chen'];
const GROUPS = ['frontend', 'design', 'qa', 'on-call'];

let world: World;
const site = putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
beforeEach(() => policy());
afterAll(() => world.close());

let lastPolicy = '';
async function policy(fallbackApprovers: readonly string[] = FALLBACK): Promise<void> {
  const wanted = fallbackApprovers.join();
  if (wanted === lastPolicy) return;
  lastPolicy = wanted;
  await world.allow(GROUPS, { fallbackApprovers, rolesOf: 'anyProject' });
}

type Ask = z.input<typeof askInput>;

interface Row {
  /** Asked by Noah for Priya in WEB-1, unless it says otherwise. */
  readonly asked?: Partial<NamedAsk>;
  readonly by?: string;
  /** The ask as sent, where a named ask can't say it. */
  readonly sent?: (ask: Ask) => Ask;
  readonly fallback?: readonly string[];
  readonly before?: () => void;
}

async function submit({ asked, by = 'Noah Okafor', sent, fallback, before }: Row) {
  if (fallback !== undefined) await policy(fallback);
  before?.();
  const named: NamedAsk = { issue: 'WEB-1', people: ['Priya Raman'], ...asked };
  const actor = world.as(by);
  if (sent === undefined) return ask(world, actor, named);
  const term = { kind: 'permanent' } as const;
  const input = sent(askOf(world, named));
  const { fingerprint } = value(
    await actor.panel('request.preview', named.issue, { ask: input, term }),
  );
  return actor.panel('request.submit', named.issue, {
    ask: input,
    term,
    justification: 'Needed for the launch.',
    planFingerprint: fingerprint,
    submissionKey: randomUUID(),
  });
}

const issueOf = ({ asked }: Row) => asked?.issue ?? 'WEB-1';
const gains = { code: 'wouldGain', known: true };
const notKnown = { code: 'wouldGain', known: false };
const notTheirs = (...approvers: readonly string[]) => ({
  code: 'notYourTurn',
  approvers: approvers.map((displayName) => ({ displayName })),
});
const ownRequest = { code: 'ownRequest' };
const OUT = 'out';

interface Attempt extends Row {
  readonly who: string;
  /** What happens once it was asked, and before they try. */
  readonly later?: () => void | Promise<void>;
  /** The refusal; `OUT`: they don't get at the request at all. */
  readonly why: object | typeof OUT;
  /** Who can decline it all the same. */
  readonly declines?: true;
}

const idOf = (name: string) => new RegExp(encodeURIComponent(world.person(name).accountId));

/** To the role Developers of the issue's project, as a group and nobody else. */
const crew = (group: string): Partial<NamedAsk> => ({
  people: [],
  groups: [group],
  add: ['WEB/Viewers'],
});
const invite = (email: string): Partial<NamedAsk> => ({
  people: [],
  invite: [email],
  add: ['design'],
});

/** Somebody has an address from now on, and their profile shows it. */
const shows = (name: string, email: string) => {
  site().address(name, email);
  world.platform.atlassian.directory.setShowsEmail(world.person(name).accountId, true);
};

const ATTEMPTS: readonly (readonly [string, Attempt])[] = [
  // Who asks.
  [
    'the lead approves their own ask',
    { by: LEAD, asked: { add: ['design'] }, who: LEAD, why: ownRequest },
  ],
  [
    'the lead approves their own ask for themselves',
    { by: LEAD, asked: { people: [LEAD], add: ['design'] }, who: LEAD, why: ownRequest },
  ],
  [
    'a fallback approver approves their own ask',
    {
      by: 'Emma Fischer',
      asked: { issue: 'LEG-1', add: ['design'] },
      who: 'Emma Fischer',
      why: ownRequest,
    },
  ],
  // By account.
  [
    'the lead is given a group',
    { asked: { people: [LEAD], add: ['design'] }, who: LEAD, why: gains, declines: true },
  ],
  [
    'the lead is one of several',
    {
      asked: { people: ['Priya Raman', LEAD, 'Grace Kim'], add: ['design'] },
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'the lead is given a role',
    { asked: { people: [LEAD], add: ['WEB/Viewers'] }, who: LEAD, why: gains, declines: true },
  ],
  [
    'the lead has one of two groups',
    {
      asked: { people: [LEAD], add: ['frontend', 'design'] },
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'the lead is a first member of a new group',
    {
      asked: { people: [LEAD], createGroup: 'guild-of-one' },
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'a fallback approver is given it',
    {
      asked: { issue: 'LEG-1', people: ['Emma Fischer'], add: ['design'] },
      who: 'Emma Fischer',
      why: gains,
    },
  ],
  [
    'the lead of the role’s project is given it',
    {
      asked: { people: ['Liam Chen'], add: ['MOB/Viewer'] },
      fallback: ['Emma Fischer'],
      who: 'Liam Chen',
      why: gains,
      declines: true,
    },
  ],
  [
    'the lead has lost since what the ask would give them',
    {
      asked: { people: ['Priya Raman', LEAD], add: ['frontend'] },
      later: () => site().leave('frontend', LEAD),
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  // By address.
  [
    'an address is the lead’s',
    { asked: invite('maya.lindqvist@acme.example'), who: LEAD, why: gains, declines: true },
  ],
  [
    'an address is the lead’s, in other letters',
    { asked: invite('  Maya.LINDQVIST@acme.example'), who: LEAD, why: gains, declines: true },
  ],
  [
    'an address leads to the lead’s mailbox by a tag',
    {
      asked: invite('Maya.Lindqvist+jira+2@acme.example'),
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'somebody’s account has the lead’s address with a tag',
    {
      asked: { people: ['Rin Takahashi'], add: ['on-call'] },
      before: () => shows('Rin Takahashi', 'maya.lindqvist+admin@acme.example'),
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'whoever asks for themselves has the lead’s address with a tag',
    {
      by: 'Rin Takahashi',
      asked: { people: ['Rin Takahashi'], add: ['on-call'] },
      before: () => shows('Rin Takahashi', 'maya.lindqvist+admin@acme.example'),
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'an address is the lead’s but for the tag that theirs has',
    {
      asked: invite('tagged.lead@acme.example'),
      before: () => site().address(LEAD, 'tagged.lead+work@acme.example'),
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'an address becomes the lead’s',
    {
      asked: invite('new.one@acme.example'),
      later: () => site().address(LEAD, 'New.One@acme.example'),
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'an address becomes a fallback approver’s, whose profile hides it',
    {
      asked: { ...invite('new.two@acme.example'), issue: 'LEG-1' },
      later: () => site().address('Emma Fischer', 'new.two@acme.example'),
      who: 'Emma Fischer',
      why: notKnown,
    },
  ],
  [
    'nobody can say whose the address is, and the lead’s own is hidden',
    {
      asked: invite('new.three@acme.example'),
      later: () => {
        site().hideAddress(LEAD);
        site().fault(/^\/users?\/search/, 403, {}, { via: 'token' });
      },
      who: LEAD,
      why: notKnown,
      declines: true,
    },
  ],
  // By membership.
  [
    'the lead is the only member of the group',
    {
      asked: crew('design'),
      before: () => site().only('design', LEAD),
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'the lead is one of many in the group',
    { asked: crew('engineering'), fallback: ['Grace Kim'], who: LEAD, why: gains, declines: true },
  ],
  [
    'the lead joins the group after it was asked',
    {
      asked: crew('design'),
      later: () => site().join('design', LEAD),
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'a fallback approver is in the group',
    {
      asked: { ...crew('leadership'), issue: 'LEG-1', add: ['LEG/Viewers'] },
      who: 'Emma Fischer',
      why: gains,
    },
  ],
  [
    'the lead’s groups can’t be read',
    {
      asked: crew('design'),
      later: () => site().fault(/^\/user\/groups/, 403),
      who: LEAD,
      why: notKnown,
      declines: true,
    },
  ],
  [
    'the site does not answer for the lead’s groups',
    {
      asked: crew('design'),
      later: () => site().fault(/^\/user\/groups/, 503),
      who: LEAD,
      why: notKnown,
      declines: true,
    },
  ],
  [
    'the site answers that the lead is in no group at all',
    {
      asked: crew('engineering'),
      before: () => site().fault(/^\/user\/groups/, 200, [], { via: 'token', query: idOf(LEAD) }),
      fallback: ['Grace Kim'],
      who: LEAD,
      why: notKnown,
      declines: true,
    },
  ],
  [
    'the site does not know the lead’s groups, and knows the lead',
    {
      asked: crew('engineering'),
      before: () => site().fault(/^\/user\/groups/, 404, {}, { via: 'token', query: idOf(LEAD) }),
      fallback: ['Grace Kim'],
      who: LEAD,
      why: notKnown,
      declines: true,
    },
  ],
  [
    'the site’s list of everybody is empty',
    {
      asked: invite('new.four@acme.example'),
      later: () => {
        site().address(LEAD, 'new.four@acme.example');
        site().fault(/^\/users?\/search/, 200, [], { via: 'token' });
      },
      who: LEAD,
      why: gains,
      declines: true,
    },
  ],
  [
    'the same ask puts the role’s lead into the group, in the stage of somebody else',
    {
      asked: { people: ['Liam Chen'], groups: ['qa'], add: ['qa', 'MOB/Member'] },
      sent: ({ subjects, changes: [first, second] }) => ({
        subjects,
        changes: [
          { ...first, subjects: [0] },
          { ...second, subjects: [1] },
        ] as Ask['changes'],
      }),
      fallback: ['Emma Fischer'],
      who: 'Liam Chen',
      why: gains,
      declines: true,
    },
  ],
  // No longer, or never, theirs.
  [
    'a fallback approver was taken out of the policy',
    {
      asked: { issue: 'LEG-1', add: ['design'] },
      later: () => policy(['Liam Chen']),
      who: 'Emma Fischer',
      why: notTheirs('Liam Chen'),
    },
  ],
  [
    'all fallback approvers were taken out',
    {
      asked: { issue: 'LEG-1', add: ['design'] },
      later: () => policy([]),
      who: 'Emma Fischer',
      why: notTheirs(),
    },
  ],
  [
    'another lead has come',
    {
      asked: { add: ['design'] },
      later: () => site().lead('WEB', 'Grace Kim'),
      who: LEAD,
      why: notTheirs('Grace Kim'),
    },
  ],
  [
    'a fallback approver, where there is a lead',
    { asked: { add: ['design'] }, who: 'Emma Fischer', why: notTheirs(LEAD) },
  ],
  [
    'a subject who never was to decide',
    { asked: { add: ['design'] }, who: 'Priya Raman', why: notTheirs(LEAD) },
  ],
  [
    'somebody who sees the issue',
    { asked: { add: ['design'] }, who: 'Grace Kim', why: notTheirs(LEAD) },
  ],
  ['a site admin', { asked: { add: ['design'] }, who: 'Olivia Hart', why: notTheirs(LEAD) }],
  ['a Jira admin', { asked: { add: ['design'] }, who: 'Sofia Costa', why: notTheirs(LEAD) }],
  [
    'the lead of another project',
    { asked: { add: ['design'] }, who: 'Liam Chen', why: notTheirs(LEAD) },
  ],
  [
    'the lead was deactivated',
    { asked: { add: ['design'] }, later: () => site().inactive(LEAD), who: LEAD, why: OUT },
  ],
  // Who does not see the issue.
  [
    'a lead who does not see the issue',
    {
      asked: { issue: 'FIN-1', add: ['design'] },
      by: 'Ingrid Solberg',
      before: () => site().lead('FIN', 'Grace Kim'),
      fallback: ['Henrik Dahl'],
      who: 'Grace Kim',
      why: OUT,
    },
  ],
  [
    'a fallback approver who does not see the issue',
    {
      asked: { issue: 'FIN-1', add: ['design'] },
      by: 'Isabelle Moreau',
      fallback: ['Emma Fischer', 'Henrik Dahl'],
      who: 'Emma Fischer',
      why: OUT,
    },
  ],
  [
    'a lead of whom Jira does not say whether they see the issue',
    {
      asked: { add: ['design'] },
      fallback: [],
      later: () => {
        site().fault(/viewissue/, 200, []);
        site().fault(/mypermissions/, 200, { permissions: {} }, { via: 'gateway' });
      },
      who: LEAD,
      why: notTheirs(),
      declines: true,
    },
  ],
];

describe('nobody approves what they gain by, or what is not theirs', () => {
  test.each(ATTEMPTS)('%s', async (_, attempt) => {
    const request = value(await submit(attempt));
    await world.settle();
    await attempt.later?.();
    const actor = world.as(attempt.who);
    const before = watch(request.id);
    const reply = error(await approve(actor, issueOf(attempt), request));
    if (attempt.why === OUT) expect(reply).toEqual({ code: 'notAllowed', needs: 'seeIssue' });
    else expect(reply).toMatchObject({ code: 'request', refusal: attempt.why });
    await world.settle();
    before.expectNothing();
    if (attempt.why === OUT) return;
    // And they can say no only where they may.
    const declined = await decline(actor, issueOf(attempt), request, 'No.');
    expect(declined.ok).toBe(attempt.declines === true);
    if (!declined.ok) before.expectNothing();
  });
});

/** The request, what was sent and what the site is like, to be the same afterwards. */
function watch(requestId: string) {
  const { atlassian } = world.platform;
  const [stored, was] = [storedRequest(requestId), siteNow(world)];
  const sent: string[] = [];
  const stop = atlassian.onExchange(({ via, method, url }) => {
    // For Jira's search, some seconds after it was asked for: it decides nothing.
    if (url.endsWith('/properties/multiplier.access')) return;
    if (method !== 'GET') sent.push(`${via} ${method} ${url}`);
  });
  return {
    expectNothing() {
      stop();
      expect(sent).toEqual([]);
      expect(siteNow(world)).toBe(was);
      expect(storedRequest(requestId)).toBe(stored);
    },
  };
}

/** What was sent by the connection's token and what the site is like, to be nothing and the same. */
function watchSite() {
  const was = siteNow(world);
  const sent: string[] = [];
  const stop = world.platform.atlassian.onExchange(({ via, method, url }) => {
    if (via === 'token' && method !== 'GET') sent.push(`${method} ${url}`);
  });
  return {
    expectNothing() {
      stop();
      expect(sent).toEqual([]);
      expect(siteNow(world)).toBe(was);
    },
  };
}

/** As the store has it, with its steps and its audit. */
function storedRequest(requestId: string): string {
  const lines = JSON.parse(storedText(world.platform)) as unknown[];
  const about = lines
    .map((line) => JSON.stringify(line))
    .filter((line) => line.includes(requestId));
  return JSON.stringify(about.sort());
}

interface Moved extends Row {
  /** Where the issue goes, or nowhere. */
  readonly to: string | undefined;
  readonly old: object | typeof OUT;
  readonly now: readonly [who: string, why: object | undefined];
}

describe('an issue that moved is decided where it is', () => {
  const MOVES: readonly (readonly [string, Moved])[] = [
    [
      'by the new lead',
      {
        asked: { issue: 'WEB-2', add: ['design'] },
        to: 'MOB',
        old: notTheirs('Liam Chen'),
        now: ['Liam Chen', undefined],
      },
    ],
    [
      'not by a new lead who asked',
      {
        asked: { issue: 'WEB-3', add: ['design'] },
        by: 'Liam Chen',
        to: 'MOB',
        old: notTheirs('Emma Fischer'),
        now: ['Liam Chen', ownRequest],
      },
    ],
    [
      'not by a new lead who gains',
      {
        asked: { issue: 'WEB-4', people: ['Liam Chen'], add: ['design'] },
        to: 'MOB',
        old: notTheirs('Emma Fischer'),
        now: ['Liam Chen', gains],
      },
    ],
    [
      'by nobody where the app can’t see it',
      {
        asked: { issue: 'WEB-5', add: ['design'] },
        to: 'HIRE',
        old: OUT,
        now: ['Charlotte Dubois', notTheirs()],
      },
    ],
    [
      'by nobody where it is gone',
      {
        asked: { issue: 'WEB-6', add: ['design'] },
        to: undefined,
        old: OUT,
        now: [LEAD, { code: 'out' }],
      },
    ],
  ];
  test.each(MOVES)('%s', async (_, row) => {
    const issue = issueOf(row);
    const request = value(await submit(row));
    await world.settle();
    const { directory } = world.platform.atlassian;
    const call = callIn(issue, request);
    if (row.to === undefined) directory.removeIssue(issue);
    else directory.moveIssue(issue, row.to);
    const before = watch(request.id);
    const reply = await call(world.as(LEAD));
    if (row.old === OUT) expect(reply).toMatchObject({ error: { code: 'notAllowed' } });
    else expect(reply).toMatchObject({ error: { code: 'request', refusal: row.old } });
    const [who, why] = row.now;
    if (why !== undefined) {
      const now = await call(world.as(who));
      if ('code' in why && why.code === 'out') expect(now).toMatchObject({ ok: false });
      else expect(now).toMatchObject({ error: { code: 'request', refusal: why } });
      before.expectNothing();
      return;
    }
    before.expectNothing();
    // The sweep tells the new lead, who decides.
    await world.sweep();
    const told = world.platform.atlassian.notificationsOf(world.person(who).accountId);
    expect(told[0]?.issueKey).toMatch(/^MOB-/);
    expect(await call(world.as(who), 2)).toMatchObject({ ok: true, value: { state: 'approved' } });
    await world.settle();
    expect(world.members('design')).toContain('Priya Raman');
    directory.removeMember(world.groupId('design'), world.person('Priya Raman').accountId);
  });

  /** The panel's call as it would come from the issue, wherever that is by now. */
  function callIn(issueKey: string, { id, revision }: RequestView) {
    const issueId = world.platform.atlassian.directory.issue(issueKey)?.id;
    return (actor: Actor, writes = 1) =>
      actor.raw(PANEL, 'request.decide', {
        issueId,
        requestId: id,
        revision: revision + writes - 1,
        decision: 'approve',
      }) as Promise<{ readonly ok: boolean }>;
  }
});

interface Passed extends Row {
  readonly outcomes: readonly string[];
}

describe('what nobody is left to decide is not submitted', () => {
  const none: readonly string[] = [];
  const NOBODY: readonly (readonly [string, Passed])[] = [
    [
      'the lead gains',
      { asked: { people: [LEAD], add: ['design'] }, fallback: none, outcomes: ['gains', 'nobody'] },
    ],
    [
      'the lead gains by their address',
      {
        asked: invite('maya.lindqvist@acme.example'),
        fallback: none,
        outcomes: ['gains', 'nobody'],
      },
    ],
    [
      'the lead and the fallback approver are in the group',
      { asked: crew('engineering'), fallback: ['Emma Fischer'], outcomes: ['gains', 'gains'] },
    ],
    [
      'nobody’s groups can be read',
      {
        asked: crew('design'),
        fallback: ['Emma Fischer'],
        before: () => site().fault(/^\/user\/groups/, 403),
        outcomes: ['gainUnknown', 'gainUnknown'],
      },
    ],
    [
      'the lead asks, and the fallback approver does not see the issue',
      {
        asked: { issue: 'FIN-1', add: ['design'] },
        by: 'Isabelle Moreau',
        fallback: ['Emma Fischer'],
        outcomes: ['isRequester', 'cannotSeeIssue'],
      },
    ],
    [
      'the lead does not see the issue',
      {
        asked: { issue: 'FIN-1', add: ['design'] },
        by: 'Ingrid Solberg',
        fallback: none,
        before: () => site().lead('FIN', 'Grace Kim'),
        outcomes: ['cannotSeeIssue', 'nobody'],
      },
    ],
    [
      'Jira does not say who sees the issue',
      {
        // About themselves: without Browse users and groups, nobody else can be named.
        asked: { people: ['Noah Okafor'], add: ['design'] },
        fallback: ['Emma Fischer'],
        before: () => {
          site().fault(/viewissue/, 200, []);
          site().fault(/mypermissions/, 200, { permissions: {} }, { via: 'gateway' });
        },
        outcomes: ['sightUnknown'],
      },
    ],
    [
      'the app does not see the issue',
      {
        asked: { issue: 'HIRE-1', add: ['design'] },
        by: 'Emma Fischer',
        fallback: ['Liam Chen'],
        outcomes: ['issueGone'],
      },
    ],
  ];
  test.each(NOBODY)('%s', async (_, row) => {
    const before = watch('no request');
    const refusal = error(await submit(row));
    expect(refusal).toMatchObject({ code: 'request', refusal: { code: 'noApprover' } });
    const { trace } = Object.assign(
      { trace: [] as TraceEntry[] },
      'refusal' in refusal ? refusal.refusal : {},
    );
    expect(trace.map(({ outcome }) => outcome)).toEqual(row.outcomes);
    await world.settle();
    before.expectNothing();
  });
});

describe('nobody is kept from deciding by what gives them nothing', () => {
  const RIGHT: readonly (readonly [string, Row])[] = [
    [
      'they are named for what they have already',
      { asked: { people: ['Priya Raman', LEAD], add: ['frontend'] } },
    ],
    ['they are to lose it', { asked: { people: [LEAD], remove: ['frontend'] } }],
    [
      'their group is to lose it',
      { asked: { ...crew('frontend'), add: [], remove: ['WEB/Developers'] } },
    ],
    [
      'their group has the role already',
      { asked: { ...crew('frontend'), groups: ['frontend', 'design'], add: ['WEB/Developers'] } },
    ],
    [
      'they have the role that their group is to get',
      { asked: crew('engineering'), before: () => site().actor('WEB/Viewers', LEAD) },
    ],
    [
      'an account at their address is all that is asked',
      {
        asked: { people: ['Priya Raman'], invite: ['maya.lindqvist@acme.example'] },
        sent: ({ subjects, changes }) => ({
          subjects,
          changes: [
            ...changes,
            { kind: 'group', verb: 'add', groupId: world.groupId('design'), subjects: [0] },
          ],
        }),
      },
    ],
    [
      'a group of others is to be created',
      { asked: { people: ['Priya Raman'], createGroup: 'guild-of-others' } },
    ],
  ];
  test.each(RIGHT)('%s', async (_, row) => {
    const request = value(await submit({ ...row, fallback: [] }));
    expect(value(await approve(world.as(LEAD), 'WEB-1', request)).state).toBe('approved');
  });

  test('they gain only in a stage that somebody else decides', async () => {
    const asked = { people: ['Priya Raman', LEAD], add: ['design', 'MOB/Viewer'] };
    const request = value(
      await submit({
        asked,
        sent: ({ subjects, changes: [first, second] }) => ({
          subjects,
          changes: [
            { ...first, subjects: [0] },
            { ...second, subjects: [1] },
          ] as Ask['changes'],
        }),
      }),
    );
    const half = value(await approve(world.as(LEAD), 'WEB-1', request));
    expect(half.state).toBe('awaitingApproval');
    expect(value(await approve(world.as('Liam Chen'), 'WEB-1', half)).state).toBe('approved');
    await world.settle();
    expect(world.actors('MOB', 'Viewer')).toContain(LEAD);
  });
});

interface Late extends Row {
  readonly approver?: string;
  /** Between the decision and the run. */
  readonly later: () => void;
  /** How each step ended. */
  readonly ends: readonly string[];
  /** Nobody who decided is where the request would have put them. */
  readonly notIn: () => readonly string[];
}

describe('what changes between the decision and the effect', () => {
  let hiddenPeople: { accountId: string; emailAddress?: string }[] = [];
  beforeEach(() => {
    hiddenPeople = [];
  });
  const inDesign = () => world.members('design');
  const viewers = () => {
    const { groupIds } = world.platform.atlassian.directory.actorsOf('WEB', 'Viewers');
    return groupIds.flatMap((id) =>
      world.platform.atlassian.directory
        .membersOf(id)
        .map((one) => world.platform.atlassian.directory.person(one)?.displayName ?? ''),
    );
  };
  const LATE: readonly (readonly [string, Late])[] = [
    [
      'the address becomes the approver’s',
      {
        asked: { ...invite('late.one@acme.example'), people: ['Priya Raman'] },
        later: () => site().address(LEAD, 'late.one@acme.example'),
        ends: ['unchanged', 'applied', 'approverGains'],
        notIn: inDesign,
      },
    ],
    [
      'the mailbox of the address becomes the approver’s',
      {
        asked: invite('late.two+new@acme.example'),
        later: () => site().address(LEAD, 'late.two@acme.example'),
        ends: ['approverGains', 'notCreated'],
        notIn: inDesign,
      },
    ],
    [
      'an account comes to have the approver’s address with a tag',
      {
        asked: { people: ['Priya Raman', 'Rin Takahashi'], add: ['on-call'] },
        later: () => shows('Rin Takahashi', 'maya.lindqvist+late@acme.example'),
        ends: ['applied', 'approverGains'],
        notIn: () => world.members('on-call').map((one) => (one === 'Rin Takahashi' ? LEAD : one)),
      },
    ],
    [
      'the approver joins the group',
      {
        asked: { ...crew('qa'), people: ['Grace Kim'] },
        later: () => site().join('qa', LEAD),
        ends: ['applied', 'approverGains'],
        notIn: viewers,
      },
    ],
    [
      'the approver of a fallback joins the group',
      {
        asked: { ...crew('qa'), issue: 'LEG-1', people: ['Grace Kim'], add: ['LEG/Viewers'] },
        approver: 'Emma Fischer',
        later: () => site().join('qa', 'Emma Fischer'),
        ends: ['applied', 'approverGains'],
        notIn: () => [],
      },
    ],
    [
      'the approver loses what they had',
      {
        asked: { people: ['Priya Raman', LEAD], add: ['frontend'] },
        later: () => site().leave('frontend', LEAD),
        ends: ['applied', 'beyondApprovedPlan'],
        notIn: () => world.members('frontend'),
      },
    ],
    [
      'the approver’s groups can’t be read any more',
      {
        asked: crew('on-call'),
        later: () => site().fault(/^\/user\/groups/, 403, {}, { via: 'token' }),
        ends: ['siteRefused'],
        notIn: viewers,
      },
    ],
  ];
  test.each(LATE)('%s', async (_, row) => {
    const issue = issueOf(row);
    const request = value(await submit(row));
    await world.settle();
    const approver = row.approver ?? LEAD;
    value(await approve(world.as(approver), issue, request));
    row.later();
    await world.settle();
    const rows = await steps(world.as('Noah Okafor'), issue, request.id);
    expect(
      rows.map(({ outcome }) => ('reason' in outcome ? outcome.reason : outcome.state)),
    ).toEqual(row.ends);
    expect(row.notIn()).not.toContain(approver);
    const now = await get(world.as('Noah Okafor'), issue, request.id);
    expect(now.state).toBe('needsAttention');
  });

  test('what they were given by hand in between, and lost again, is not given to them', async () => {
    const request = value(
      await submit({
        asked: { people: ['Grace Kim', LEAD], add: ['on-call'] },
        fallback: ['Emma Fischer'],
      }),
    );
    expect(request.approvals[0]?.approvers.map(({ displayName }) => displayName)).toEqual([
      'Emma Fischer',
    ]);
    site().join('on-call', LEAD);
    value(await approve(world.as(LEAD), 'WEB-1', request));
    site().leave('on-call', LEAD);
    await world.settle();
    expect(await endsOf(request)).toEqual(['applied', 'approverGains']);
    expect(world.members('on-call')).not.toContain(LEAD);
  });

  test('a failed step is not tried again for an approver who has come to gain by it', async () => {
    const stop = world.platform.atlassian.faults.add({
      method: 'POST',
      path: /^\/project\/[^/]+\/role/,
      effect: { kind: 'answer', status: 403, body: '{"errorMessages":["Not today."]}' },
    });
    const request = value(await submit({ asked: crew('security') }));
    value(await approve(world.as(LEAD), 'WEB-1', request));
    await world.settle();
    expect(await endsOf(request)).toEqual(['siteRefused']);
    stop();
    site().join('security', LEAD);
    value(await world.as('Noah Okafor').panel('request.retry', 'WEB-1', { requestId: request.id }));
    await world.settle();
    expect(await endsOf(request)).toEqual(['approverGains']);
    expect(viewers()).not.toContain(LEAD);
    // It takes a decision by somebody else.
    expect(
      error(
        await world.as('Noah Okafor').panel('request.retry', 'WEB-1', { requestId: request.id }),
      ),
    ).toMatchObject({ refusal: { code: 'nothingToRetry' } });
  });

  test('whoever approved what a group is given does not come into it later, by the approval of another', async () => {
    const email = 'late.comer@acme.example';
    const stop = world.platform.atlassian.faults.add({
      method: 'POST',
      path: /^\/user$/,
      effect: { kind: 'answer', status: 400, body: '{"errorMessages":["Not today."]}' },
    });
    const request = value(
      await submit({
        asked: { people: [], invite: [email], groups: ['qa'], add: ['qa', 'MOB/Member'] },
        sent: ({ subjects, changes: [account, group, role] }) => ({
          subjects,
          // The group comes first among the subjects, then whoever is to get an account.
          changes: [
            account,
            { ...group, subjects: [1] },
            { ...role, subjects: [0] },
          ] as Ask['changes'],
        }),
      }),
    );
    const half = value(await approve(world.as(LEAD), 'WEB-1', request));
    value(await approve(world.as('Liam Chen'), 'WEB-1', half));
    await world.settle();
    expect(await endsOf(request)).toEqual(['siteRefused', 'notCreated', 'applied']);
    stop();
    site().address('Liam Chen', email);
    value(await world.as('Noah Okafor').panel('request.retry', 'WEB-1', { requestId: request.id }));
    await world.settle();
    expect(await endsOf(request)).toEqual(['unchanged', 'approverGains', 'applied']);
    expect(world.members('qa')).not.toContain('Liam Chen');
  });

  // Whose profile shows the address to nobody.
  const HIDDEN = 'Sofia Costa';
  const HIDES = 'hidden.lead@acme.example';

  test('an address that nobody could see to be the approver’s gives them nothing', async () => {
    site().lead('WEB', HIDDEN);
    site().address(HIDDEN, HIDES);
    await hideAddressOf(HIDDEN, () => []);
    const request = value(await submit({ asked: invite(HIDES) }));
    expect(request.approvals[0]?.approvers.map(({ displayName }) => displayName)).toEqual([HIDDEN]);
    value(await approve(world.as(HIDDEN), 'WEB-1', request));
    await world.settle();
    expect(await endsOf(request)).toEqual(['approverGains', 'approverGains']);
    expect(inDesign()).not.toContain(HIDDEN);
    // Atlassian answered for an account that exists as for a new one.
    const [{ outcome } = { outcome: undefined }] = await steps(
      world.as('Noah Okafor'),
      'WEB-1',
      request.id,
    );
    expect(JSON.stringify(outcome)).toContain('Products that were named may have been given');
  });

  test.each<[string, readonly string[], 'gains' | 'gainUnknown']>([
    ['an address', [HIDES], 'gains'],
    ['an address in other letters', [' Hidden.LEAD@acme.example'], 'gains'],
    ['an address with a tag', ['hidden.lead+two@acme.example'], 'gainUnknown'],
    [
      'one of more addresses than are searched for before all users are listed',
      [...Array.from({ length: 20 }, (_, one) => `new.${one}@acme.example`), HIDES],
      'gains',
    ],
  ])(
    '%s by which the site finds them, though it hides it, is not theirs to approve',
    async (_, addresses, passedOver) => {
      site().lead('WEB', HIDDEN);
      site().address(HIDDEN, HIDES);
      await hideAddressOf(HIDDEN, (hidden) => [hidden]);
      const asked = { people: [], invite: addresses, add: ['design'] };
      const request = value(await submit({ asked }));
      const [stage] = request.approvals;
      expect(stage?.approvers.map(({ displayName }) => displayName)).not.toContain(HIDDEN);
      expect(error(await approve(world.as(HIDDEN), 'WEB-1', request))).toMatchObject({
        refusal: passedOver === 'gains' ? gains : notKnown,
      });
      expect(stage?.trace.map(({ person, outcome }) => [person?.displayName, outcome])[0]).toEqual([
        HIDDEN,
        passedOver,
      ]);
    },
  );

  test('an address that finds more people than one answer holds may be theirs', async () => {
    site().lead('WEB', HIDDEN);
    site().address(HIDDEN, HIDES);
    const namesakes = Array.from({ length: 50 }, (_, one) => ({
      self: '',
      accountId: `712020:namesake-${one}`,
      accountType: 'atlassian',
      displayName: `${HIDES} ${one}`,
      active: true,
    }));
    await hideAddressOf(HIDDEN, () => []);
    const request = value(await submit({ asked: invite(HIDES) }));
    world.platform.atlassian.faults.clear();
    await hideAddressOf(HIDDEN, () => namesakes);
    expect(error(await submit({ asked: invite(HIDES) }))).toMatchObject({
      refusal: { code: 'nothingToChange' },
    });
    expect(error(await approve(world.as(HIDDEN), 'WEB-1', request))).toMatchObject({
      refusal: notKnown,
    });
  });

  test('an address that comes to find them between the decision and the run is not given anything', async () => {
    site().lead('WEB', HIDDEN);
    site().address(HIDDEN, HIDES);
    await hideAddressOf(HIDDEN, () => []);
    const request = value(await submit({ asked: invite(HIDES) }));
    value(await approve(world.as(HIDDEN), 'WEB-1', request));
    world.platform.atlassian.faults.clear();
    await hideAddressOf(HIDDEN, (hidden) => [hidden]);
    const before = watchSite();
    await world.settle();
    // There is an account, which may be theirs: nobody is created, and what follows would be given to them.
    expect(await endsOf(request)).toEqual(['unchanged', 'approverGains']);
    before.expectNothing();
  });

  async function endsOf(request: RequestView) {
    const rows = await steps(world.as('Noah Okafor'), 'WEB-1', request.id);
    return rows.map(({ outcome }) => ('reason' in outcome ? outcome.reason : outcome.state));
  }

  /** As where the profile shows it to nobody, administrators included; `found` by a search for it. */
  async function hideAddressOf(
    name: string,
    found: (hidden: object) => readonly object[],
  ): Promise<void> {
    const { atlassian } = world.platform;
    const good = atlassian.tokens.samples().find(({ label }) => label === 'Good token');
    const authorization = `Basic ${Buffer.from(`${good?.email}:${good?.token}`).toString('base64')}`;
    const { accountId } = world.person(name);
    const shown = await readShown();
    const [hidden = {}] = shown.filter((one) => one.accountId === accountId);
    // The list goes on until a page is empty, which the site's own answer is.
    site().fault(/^\/users\/search/, 200, shown, { via: 'token', query: /startAt=0(&|$)/ });
    const theirs = /hidden\.lead(%40|@)/i;
    site().fault(/^\/user\/search/, 200, found(hidden), { via: 'token', query: theirs });
    site().fault(/^\/user\/search/, 200, [], { via: 'token' });
    const page = { startAt: 0, maxResults: 200, total: shown.length, isLast: true, values: shown };
    site().fault(/^\/user\/bulk/, 200, page, { via: 'token' });

    async function readShown() {
      if (hiddenPeople.length > 0) return hiddenPeople;
      const answer = await atlassian.fetch(
        new Request(`${atlassian.siteUrl}/rest/api/3/users/search?maxResults=1000`, {
          headers: { authorization },
        }),
      );
      const people = (await answer.json()) as { accountId: string; emailAddress?: string }[];
      hiddenPeople = people.map((one) =>
        one.accountId === accountId ? { ...one, emailAddress: '' } : one,
      );
      return hiddenPeople;
    }
  }
});
