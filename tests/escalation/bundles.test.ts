import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InputOf } from '../../src/contract/api';
import { approve, ask, askOf, auditOf, get, type NamedAsk, steps } from '../support/ask-for';
import { openWorld, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { rulesBy } from '../support/rules-by';

/** A bundle is a name for several things, and opens none of them: whatever is said by it is judged as if it were not. */
let world: World;
putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
});
afterAll(() => world.close());

const { people, ruleInput, stage } = rulesBy(() => world);
const olivia = () => world.as('Olivia Hart');
const noah = () => world.as('Noah Okafor');
type Bundles = NonNullable<InputOf<'policy.save'>['bundles']>;
type Contents = Bundles[number]['contents'];
const group = (name: string) => ({ kind: 'group' as const, groupId: world.groupId(name) });
const role = (key: string, name: string) => ({
  kind: 'role' as const,
  projectId: world.platform.atlassian.directory.projectOf(key).id,
  roleId: world.roleId(key, name),
});
const dev = (): Contents => [group('frontend'), group('design'), role('WEB', 'Viewers')];

async function saveBundles(contents: Contents, over: Partial<InputOf<'policy.save'>> = {}) {
  const { policy } = value(await olivia().admin('admin.load', {}));
  if (policy === undefined) throw new Error('The policy in force can’t be read');
  value(
    await olivia().admin('policy.save', {
      version: policy.version,
      connectionId: policy.connectionId ?? null,
      requestableGroups: policy.requestableGroups.map(({ groupId }) => ({
        groupId,
        unlockedFor: [],
      })),
      rolesOf: policy.rolesOf,
      creation: policy.creation,
      fallbackApprovers: [],
      decideWithinDays: policy.decideWithinDays,
      longestTermDays: null,
      rules: [],
      bundles: [
        {
          id: 'dev',
          name: 'Developer, read only',
          description: 'For whoever joins.',
          owner: world.person('Grace Kim').accountId,
          contents,
        },
      ],
      ...over,
    }),
  );
}

const offered = async (issue = 'WEB-1') =>
  value(await noah().panel('form.load', issue, {})).bundles;
const named = async (issue = 'WEB-1') => {
  const [bundle] = await offered(issue);
  return [{ bundleId: 'dev', mark: bundle?.choices[0]?.mark ?? '' }];
};
const WHOLE: NamedAsk = {
  issue: 'WEB-1',
  people: ['Priya Raman'],
  add: ['frontend', 'design', 'WEB/Viewers'],
};
const refusedAs = (code: string) => ({ ok: false, error: { code: 'request', refusal: { code } } });

beforeEach(async () => {
  await world.allow(['frontend', 'design', 'qa'], { rules: [] });
  await saveBundles(dev());
});

describe('a bundle that is asked for', () => {
  test('is in the form with what is in it, and stands on the request, in the audit and in what approvers are told', async () => {
    expect(await offered()).toMatchObject([
      {
        bundleId: 'dev',
        name: 'Developer, read only',
        owner: { displayName: 'Grace Kim' },
        choices: [
          {
            contents: [{ name: 'frontend' }, { name: 'design' }, { name: 'Viewers' }],
            missing: [],
          },
        ],
      },
    ]);
    const request = value(await ask(world, noah(), { ...WHOLE, bundles: await named() }));
    expect(request.bundles).toMatchObject([{ bundleId: 'dev', name: 'Developer, read only' }]);
    expect(request.changes).toHaveLength(3);
    await world.settle();
    const submitted = (await auditOf(world)).find(
      ({ event }) => event.kind === 'request.submitted',
    );
    expect(submitted?.event).toMatchObject({
      asked: { bundles: [{ bundleId: 'dev', policyVersion: expect.any(Number) }] },
    });
    const [comment] = (world.platform.atlassian.directory.issue('WEB-1')?.comments ?? []).slice(-1);
    expect(JSON.stringify(comment)).toContain('Developer, read only');
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    const done = await get(noah(), 'WEB-1', request.id);
    expect(done).toMatchObject({ state: 'completed', bundles: request.bundles });
  });

  test('is judged and decided as what is in it: by the same plan, approvers and fingerprint', async () => {
    const rule = ruleInput(
      {
        name: 'Design',
        what: {
          groups: [world.groupId('design')],
          roles: false,
          accounts: false,
          newGroups: false,
        },
        stages: [stage(1, people('Emma Fischer'))],
      },
      0,
    );
    const rules = [[], [rule]];
    const orders = [WHOLE.add ?? [], [...(WHOLE.add ?? [])].reverse()];
    for (const ruled of rules) {
      await saveBundles(dev(), { rules: ruled });
      const bundles = await named();
      for (const add of orders) {
        const input = askOf(world, { ...WHOLE, add });
        const shown = { ask: input, term: { kind: 'permanent' as const } };
        const byParts = value(await noah().panel('request.preview', 'WEB-1', shown));
        const byName = value(await noah().panel('request.preview', 'WEB-1', { ...shown, bundles }));
        expect(byName).toEqual(byParts);
        expect(byName.approvals.length).toBe(ruled.length + 1);
      }
    }
  });

  test.each<[string, (marked: string) => Promise<object> | object, string]>([
    ['whose contents are others than the policy has', () => ({ mark: 'made-up' }), 'bundleChanged'],
    ['that the policy does not have', () => ({ bundleId: 'other' }), 'bundleGone'],
    [
      'as a version before had it',
      async (mark) => {
        await saveBundles([group('qa'), group('frontend')]);
        return { mark };
      },
      'bundleChanged',
    ],
    [
      'that was taken out of the policy meanwhile',
      async (mark) => {
        await saveBundles(dev(), { bundles: [] });
        return { mark };
      },
      'bundleGone',
    ],
  ])('is refused %s', async (_, tamper, code) => {
    const [one] = await named();
    const mark = one?.mark ?? '';
    const bundle = { bundleId: 'dev', mark, ...(await tamper(mark)) };
    expect(await ask(world, noah(), { ...WHOLE, bundles: [bundle] })).toMatchObject(
      refusedAs(code),
    );
  });

  test.each<[string, Partial<NamedAsk>]>([
    ['other things than are in it', { add: ['qa'] }],
    ['what is in it, to take it away', { add: ['qa'], remove: ['frontend'] }],
  ])('is refused for %s', async (_, over) => {
    const asked = { ...WHOLE, ...over, bundles: await named() };
    expect(await ask(world, noah(), asked)).toMatchObject(refusedAs('bundleChanged'));
  });

  test('is refused for some of those alone whom the request is about', async () => {
    const input = askOf(world, {
      ...WHOLE,
      people: ['Priya Raman', 'Grace Kim'],
      add: ['frontend'],
    });
    const [change] = input.changes;
    const shown = {
      ask: { ...input, changes: [{ ...change, subjects: [0] } as never] },
      term: { kind: 'permanent' as const },
      bundles: await named(),
    };
    expect(value(await noah().panel('request.preview', 'WEB-1', shown)).refusal).toMatchObject({
      code: 'bundleChanged',
    });
  });

  test.each([null, [null], [{ bundleId: 'dev' }], [{ bundleId: 'dev', mark: null }], {}, 'dev'])(
    'is refused as %j',
    async (bundles) => {
      const input = { ask: askOf(world, WHOLE), term: { kind: 'permanent' as const }, bundles };
      expect(await noah().panel('request.preview', 'WEB-1', input as never)).toMatchObject({
        error: { code: 'badInput' },
      });
    },
  );

  test('of which a part is delisted between plan and submission is not made as if it were whole', async () => {
    const bundles = await named();
    const term = { kind: 'permanent' as const };
    const input = askOf(world, WHOLE);
    const plan = value(
      await noah().panel('request.preview', 'WEB-1', { ask: input, term, bundles }),
    );
    await world.allow(['frontend', 'qa']);
    const submit = (planFingerprint: string, asked = input) =>
      noah().panel('request.submit', 'WEB-1', {
        ask: asked,
        term,
        bundles,
        justification: 'Needed.',
        planFingerprint,
        submissionKey: `key-of-${planFingerprint}-${asked.changes.length}`.slice(0, 60),
      });
    expect(await submit(plan.fingerprint)).toMatchObject(refusedAs('planChanged'));
    const again = value(
      await noah().panel('request.preview', 'WEB-1', { ask: input, term, bundles }),
    );
    expect(again.refusal).toMatchObject({
      code: 'bundleNotWhole',
      parts: [{ entitlement: { name: 'design' }, verdict: { reason: 'groupNotRequestable' } }],
    });
    // Whoever sends it all the same gets no further.
    expect(await submit(again.fingerprint)).toMatchObject(refusedAs('bundleNotWhole'));
    const rest = askOf(world, { ...WHOLE, add: ['frontend', 'WEB/Viewers'] });
    const knowing = value(
      await noah().panel('request.preview', 'WEB-1', { ask: rest, term, bundles }),
    );
    const request = value(await submit(knowing.fingerprint, rest));
    expect(request.changes).toHaveLength(2);
    expect(request.bundles[0]?.contents).toHaveLength(3);
  });

  test('of which a part is delisted after approval is given but for that', async () => {
    const request = value(await ask(world, noah(), { ...WHOLE, bundles: await named() }));
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.allow(['frontend', 'qa']);
    await world.settle();
    const all = await steps(noah(), 'WEB-1', request.id);
    expect(
      all.map(({ entitlement, outcome }) => [
        'name' in entitlement ? entitlement.name : '',
        outcome.state === 'failed' ? outcome.reason : outcome.state,
      ]),
    ).toEqual([
      ['frontend', 'applied'],
      ['design', 'groupNotRequestable'],
      ['Viewers', 'applied'],
    ]);
    expect(world.members('design')).not.toContain('Priya Raman');
  });

  test('gives what was approved, whatever is put into the bundle afterwards', async () => {
    const request = value(await ask(world, noah(), { ...WHOLE, bundles: await named() }));
    await saveBundles([...dev(), group('qa')]);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    expect(world.members('qa')).not.toContain('Priya Raman');
    expect((await get(noah(), 'WEB-1', request.id)).changes).toHaveLength(3);
  });

  test('names no role of a project that whoever asks does not see, or can’t ask for here', async () => {
    const { directory } = world.platform.atlassian;
    const other = directory.projectOf('MOB');
    await saveBundles([group('frontend'), role('MOB', other.roles[0]?.name ?? '')]);
    const [here] = await offered();
    expect(here?.choices).toMatchObject([
      { contents: [{ name: 'frontend' }], missing: [{ why: 'otherProject', count: 1 }] },
    ]);
    expect(JSON.stringify(here)).not.toContain(other.name);
    const finance = directory.projectOf('FIN');
    await saveBundles(
      [group('frontend'), role('WEB', 'Viewers'), role('FIN', finance.roles[0]?.name ?? '')],
      { rolesOf: 'anyProject' },
    );
    const [unseen] = await offered();
    expect(unseen?.choices).toMatchObject([
      {
        contents: [{ name: 'frontend' }, { name: 'Viewers' }],
        missing: [{ why: 'projectNotSeen', count: 1 }],
      },
    ]);
    expect(JSON.stringify(unseen)).not.toContain('Finance');
  });
});

describe('a level of a bundle', () => {
  const levels = () => [
    { id: 'r', name: 'read only', contents: [role('WEB', 'Viewers')] },
    { id: 'w', name: 'write', contents: [role('WEB', 'Viewers'), group('frontend')] },
  ];
  const saveLevels = (over = levels()) =>
    saveBundles([], {
      bundles: [
        { id: 'dev', name: 'Developer', description: '', owner: null, contents: [], levels: over },
      ],
    });
  const marked = async (levelId: string) => {
    const [bundle] = await offered();
    const choice = bundle?.choices.find(({ level }) => level?.id === levelId);
    return { bundleId: 'dev', levelId, mark: choice?.mark ?? '' };
  };
  const READ: NamedAsk = { issue: 'WEB-1', people: ['Priya Raman'], add: ['WEB/Viewers'] };

  beforeEach(() => saveLevels());

  test('is offered the lowest first, named with its bundle, and stands on the request', async () => {
    expect(await offered()).toMatchObject([
      {
        bundleId: 'dev',
        choices: [
          { level: { id: 'r', name: 'read only' }, name: 'Developer, read only' },
          { level: { id: 'w', name: 'write' }, name: 'Developer, write' },
        ],
      },
    ]);
    const request = value(await ask(world, noah(), { ...READ, bundles: [await marked('r')] }));
    expect(request.bundles).toMatchObject([
      { bundleId: 'dev', levelId: 'r', name: 'Developer, read only' },
    ]);
    expect(request.changes).toHaveLength(1);
  });

  test('gives nothing of a higher one, whatever is put into it or becomes of it afterwards', async () => {
    const request = value(await ask(world, noah(), { ...READ, bundles: [await marked('r')] }));
    const [read, write] = levels();
    await saveLevels([
      { ...write, id: 'r', name: 'read only' } as never,
      { ...read, id: 'w', name: 'write' } as never,
    ]);
    value(await approve(world.as('Maya Lindqvist'), 'WEB-1', request));
    await world.settle();
    expect(world.members('frontend')).not.toContain('Priya Raman');
    expect((await get(noah(), 'WEB-1', request.id)).bundles).toMatchObject([
      { name: 'Developer, read only', contents: [{ kind: 'role' }] },
    ]);
  });

  test.each<[string, (named: Awaited<ReturnType<typeof marked>>) => object, string]>([
    ['by the mark of a higher one', ({ mark }) => ({ levelId: 'r', mark }), 'bundleChanged'],
    ['of no level that it has', () => ({ levelId: 'admin' }), 'bundleChanged'],
    ['without saying which', () => ({ levelId: undefined }), 'bundleChanged'],
    ['of another bundle', () => ({ bundleId: 'ops' }), 'bundleGone'],
  ])('is refused %s', async (_, tamper, code) => {
    const high = await marked('w');
    const bundle = { ...high, ...tamper(high) };
    const asked = { ...READ, add: ['WEB/Viewers', 'frontend'], bundles: [bundle] };
    expect(await ask(world, noah(), asked)).toMatchObject(refusedAs(code));
  });

  test('is decided as what is in it, by the same plan, approvers and fingerprint', async () => {
    const input = askOf(world, { ...READ, add: ['WEB/Viewers', 'frontend'] });
    const shown = { ask: input, term: { kind: 'permanent' as const } };
    const byParts = value(await noah().panel('request.preview', 'WEB-1', shown));
    const bundles = [await marked('w')];
    const byName = value(await noah().panel('request.preview', 'WEB-1', { ...shown, bundles }));
    expect(byName).toEqual(byParts);
  });
});
