import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleInputOf } from '../../src/contract/rule-input';
import { withEnds } from '../../src/domain/lib/isolated';
import { approve, ask, askOf, auditOf, decline, get } from '../support/ask-for';
import { error, openWorld, value, type World } from '../support/open-world';

/**
 * Attempts with words: a reason in which there is nothing to read, a text that passes for lines of the
 * message it stands in, a change of the policy that no sentence would tell.
 */
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.connect();
  await world.allow(['frontend']);
});
afterEach(() => world.close());

const noah = () => world.as('Noah Okafor');
const maya = () => world.as('Maya Lindqvist');
const olivia = () => world.as('Olivia Hart');
const wanted = { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] };

const FOR_GOOD = { kind: 'permanent' } as const;

/** Every text in what somebody is shown. */
const textsIn = (shown: unknown): string[] =>
  typeof shown === 'string'
    ? [shown]
    : shown instanceof Object
      ? Object.values(shown).flatMap(textsIn)
      : [];

const NOTHING_TO_READ: readonly (readonly [string, string])[] = [
  ['blanks', ' \t\n'],
  ['blanks of no width', '\u200b\u200c\u200d\ufeff'],
  ['marks of direction', '\u202e\u2066\u2069'],
  ['fillers of Hangul', '\u3164\uffa0'],
  ['an empty pattern of Braille', '\u2800'],
  ['soft hyphens', '\u00ad\u00ad'],
];

describe('a reason of nothing to read is none', () => {
  test.each(NOTHING_TO_READ)('%s, to ask', async (_, justification) => {
    expect(error(await ask(world, noah(), { ...wanted, justification }))).toMatchObject({
      refusal: { code: 'justificationMissing' },
    });
    expect(value(await noah().panel('panel.load', 'WEB-1')).requests).toEqual([]);
  });

  test.each(NOTHING_TO_READ)('%s, to decline', async (_, reason) => {
    const request = value(await ask(world, noah(), wanted));
    expect(error(await decline(maya(), 'WEB-1', request, reason))).toMatchObject({
      refusal: { code: 'reasonMissing' },
    });
    expect(await get(noah(), 'WEB-1', request.id)).toMatchObject({
      state: 'awaitingApproval',
      revision: request.revision,
    });
  });

  test.each(NOTHING_TO_READ)('%s, to suspend somebody', async (_, reason) => {
    const { organization, tokens } = world.platform.atlassian;
    const key = tokens.samples().find(({ label }) => label === 'API key of the organization');
    value(
      await olivia().admin('organization.connect', {
        organizationId: organization.id,
        key: key?.token ?? '',
      }),
    );
    const sent: string[] = [];
    world.platform.atlassian.onExchange(({ method, url }) => {
      if (method !== 'GET') sent.push(`${method} ${url}`);
    });
    const { accountId } = world.person('Priya Raman');
    expect(
      error(await olivia().admin('organization.suspend', { accountId, reason })),
    ).toMatchObject({
      refusal: { code: 'reasonMissing' },
    });
    expect(sent).toEqual([]);
  });
});

describe('a text makes no lines of its own in what others are told', () => {
  const FORGED = 'Approved by: Olivia Hart';
  const BREAKS = ['\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f'];
  const linesTo = (name: string) =>
    world.platform.atlassian
      .mailOf(world.person(name).accountId)
      .flatMap(({ text }) => text.split(/[\n\r\u2028\u2029\u0085\v\f]/));

  test.each(BREAKS)('with %j, in what it is asked for', async (lineBreak) => {
    value(await ask(world, noah(), { ...wanted, justification: `For now.${lineBreak}${FORGED}` }));
    await world.settle();
    const lines = linesTo('Maya Lindqvist');
    expect(lines.filter((line) => line.includes(FORGED))).toEqual([
      expect.stringContaining(`For now. ${FORGED}`),
    ]);
  });

  test.each(BREAKS)('with %j, in why it was declined', async (lineBreak) => {
    const request = value(await ask(world, noah(), wanted));
    value(await decline(maya(), 'WEB-1', request, `Not now.${lineBreak}${FORGED}`));
    await world.settle();
    const lines = linesTo('Noah Okafor');
    expect(lines.filter((line) => line.includes(FORGED))).toEqual([
      expect.stringContaining(`Maya Lindqvist: Not now. ${FORGED}`),
    ]);
  });
});

const withoutIsolates = (text: string) => text.replace(/[\u2068\u2069]/g, '');

describe('a name makes no lines of its own in what others are told', () => {
  const FORGED = 'Approved by Olivia Hart';
  const BREAKS = ['\n', '\n\n', '\r', '\u2028', '\u2029', '\u0085', '\u202e'];
  /** In what somebody is sent, the lines that have it, each as it would be read. */
  const linesTo = (name: string) => {
    const { mailOf, notificationsOf } = world.platform.atlassian;
    const { accountId } = world.person(name);
    const texts = [...mailOf(accountId), ...notificationsOf(accountId)].map(({ text }) => text);
    return texts
      .map(withoutIsolates)
      .flatMap((text) =>
        text.split(/[\n\r\u2028\u2029\u0085]/).filter((line) => line.includes(FORGED)),
      );
  };
  const call = (name: string) => sql('UPDATE site_person SET display_name = ?', name, 'account_id');
  const sql = (set: string, name: string, by: string) => (id: string) =>
    world.platform.database.prepare(`${set} WHERE ${by} = ?`).run(name, id);

  test.each(BREAKS)('with %j, a requester’s', async (lineBreak) => {
    const actor = noah();
    call(`Noah${lineBreak}${FORGED}`)(actor.accountId);
    value(await ask(world, actor, wanted));
    await world.settle();
    const lines = linesTo('Maya Lindqvist');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/Noah ?Approved by Olivia Hart asks for access/);
  });

  test.each(BREAKS)('with %j, that of whoever declined', async (lineBreak) => {
    const [request, actor] = [value(await ask(world, noah(), wanted)), maya()];
    await world.settle();
    call(`Maya${lineBreak}${FORGED}`)(actor.accountId);
    value(await decline(actor, 'WEB-1', request, 'Not now.'));
    await world.settle();
    const lines = linesTo('Noah Okafor');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/Maya ?Approved by Olivia Hart: Not now\./);
  });

  test.each(BREAKS)('with %j, nor turns what stands beside it on the screen', async (lineBreak) => {
    const [actor, asked] = [noah(), askOf(world, { ...wanted, add: ['WEB/Viewers'] })];
    call(`Noah${lineBreak}${FORGED}`)(actor.accountId);
    sql('UPDATE site_project SET name = ?', `Web${lineBreak}${FORGED}`, 'project_key')('WEB');
    const plan = await actor.panel('request.preview', 'WEB-1', { ask: asked, term: FOR_GOOD });
    const request = value(await ask(world, actor, wanted));
    const shown = [value(plan), request, value(await maya().panel('form.load', 'WEB-1', {}))];
    expect(JSON.stringify(shown)).toContain(FORGED);
    for (const text of textsIn(shown)) expect(text).not.toContain(lineBreak);
  });

  test.each(BREAKS)('with %j, a group’s', async (lineBreak) => {
    const actor = noah();
    const asked = askOf(world, wanted);
    const groupId = world.groupId('frontend');
    sql('UPDATE site_group SET name = ?', `fe${lineBreak}${FORGED}`, 'group_id')(groupId);
    const term = { kind: 'permanent' } as const;
    const plan = value(await actor.panel('request.preview', 'WEB-1', { ask: asked, term }));
    const form = { ask: asked, term, justification: 'For now.', submissionKey: randomUUID() };
    const planFingerprint = plan.fingerprint;
    value(await actor.panel('request.submit', 'WEB-1', { ...form, planFingerprint }));
    await world.settle();
    const lines = linesTo('Maya Lindqvist');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/the group fe ?Approved by Olivia Hart$/);
  });
});

describe('a policy that is saved is stored, whatever words there are for the difference', () => {
  const namesakes = () =>
    world.platform.atlassian.directory
      .people()
      .filter(({ displayName }) => displayName === 'Anna Kowalska');
  const save = async (over: object) => {
    const { policy } = value(await olivia().admin('admin.load', {}));
    if (policy === undefined) throw new Error('It can’t be read');
    const saved = value(
      await olivia().admin('policy.save', {
        version: policy.version,
        connectionId: policy.connectionId ?? null,
        requestableGroups: policy.requestableGroups.map(({ groupId }) => ({
          groupId,
          unlockedFor: [],
        })),
        rolesOf: policy.rolesOf,
        creation: policy.creation,
        decideWithinDays: policy.decideWithinDays,
        longestTermDays: policy.longestTermDays ?? null,
        rules: policy.rules.map(ruleInputOf),
        fallbackApprovers: policy.fallbackApprovers.map(({ accountId }) => accountId),
        ...over,
      }),
    );
    return { before: policy.version, saved };
  };
  const changedIn = async () =>
    (await auditOf(world)).filter(({ event }) => event.kind === 'policy.changed').length;

  test('another person of the same name', async () => {
    const [one, other] = namesakes().map(({ accountId }) => accountId);
    await save({ fallbackApprovers: [one] });
    const said = await changedIn();
    const { before } = await save({ fallbackApprovers: [other] });
    const { policy } = value(await olivia().admin('admin.load', {}));
    expect(policy).toMatchObject({
      version: before + 1,
      fallbackApprovers: [{ accountId: other, displayName: 'Anna Kowalska' }],
    });
    expect(await changedIn()).toBe(said + 1);
  });

  test('both of that name, and then one of them', async () => {
    const both = namesakes().map(({ accountId }) => accountId);
    await save({ fallbackApprovers: both });
    await save({ fallbackApprovers: both.slice(1) });
    const { policy } = value(await olivia().admin('admin.load', {}));
    expect(policy?.fallbackApprovers.map(({ accountId }) => accountId)).toEqual(both.slice(1));
  });

  test('and the one who was taken out decides no more', async () => {
    const [one, other] = namesakes().map(({ accountId }) => accountId);
    await save({ fallbackApprovers: [one] });
    const request = value(await ask(world, noah(), { ...wanted, issue: 'LEG-1' }));
    await save({ fallbackApprovers: [other] });
    const decide = (accountId = '') =>
      world.platform.forge.invokeResolver({
        moduleKey: 'multiplier-access',
        accountId,
        extension: {},
        functionKey: 'request.decide',
        payload: { requestId: request.id, revision: request.revision, decision: 'approve' },
      }) as Promise<{ readonly ok: boolean }>;
    expect(await decide(one)).toMatchObject({ error: { refusal: { code: 'notYourTurn' } } });
    expect((await decide(other)).ok).toBe(true);
    expect((await approve(maya(), 'LEG-1', request)).ok).toBe(false);
  });
});

describe('a name that turns the direction of what stands beside it', () => {
  const ISOLATED = /\u2068[^\u2068]*\u2069 $/;
  const TURNING: readonly (readonly [name: string, told: RegExp])[] = [
    // As it comes in, it loses the mark, and has nothing left to be isolated for.
    ['\u202eNoah Okafor', /[^\u202e]Noah Okafor $/],
    ['نوح أوكافور', ISOLATED],
    ['\u2069\u2067Noah Okafor', ISOLATED],
    ['Noah\u200f Okafor', ISOLATED],
  ];

  test.each(TURNING)('%j turns no sentence of a comment or an email', async (name, told) => {
    const noah = world.as('Noah Okafor');
    world.platform.database
      .prepare('UPDATE site_person SET display_name = ? WHERE account_id = ?')
      .run(name, noah.accountId);
    value(await ask(world, noah, { issue: 'WEB-1', people: ['Priya Raman'], add: ['frontend'] }));
    await world.settle();
    const { accountId } = world.as('Maya Lindqvist');
    const [mail] = world.platform.atlassian.mailOf(accountId);
    const [notified] = world.platform.atlassian.notificationsOf(accountId);
    for (const text of [mail?.text, notified?.text]) {
      const [before, after] = (text ?? '').split('asks for');
      const sentence = before?.split('\n').at(-1) ?? '';
      // From the name on, all that it begins has ended where the sentence goes on.
      expect(sentence).toMatch(told);
      expect(sentence).not.toContain('\u202e');
      expect(withEnds(sentence)).toBe(sentence);
      expect(after).toBeDefined();
    }
  });
});
