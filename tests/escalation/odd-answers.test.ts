import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensionId } from '../../local/forge/runtime/extension-id';
import { MINUTE } from '../../src/domain/lib/time';
import { approve, ask, askOf, get, type NamedAsk } from '../support/ask-for';
import { error, manifest, openWorld, value, type World } from '../support/open-world';
import { putBackAfterEach } from '../support/put-back';
import { rulesBy, type SourceInput } from '../support/rules-by';
import { answering } from '../support/site-answers';

/**
 * Attempts to have a fallback approver decide in the place of those whom a stage asks, by one odd answer of Jira or the site to a
 * call that it rests on. Whether nobody is there, or whether they would gain, is then not known, and nobody stands in for them.
 */
let world: World;
putBackAfterEach(() => world);
beforeAll(async () => {
  world = await openWorld();
  await world.connect();
  const { directory } = world.platform.atlassian;
  directory.grantInProject('WEB', extensionId(manifest, 'decide-on-access'), 'Viewers');
  for (const { accountId } of [world.person('Maya Lindqvist'), world.person('Liam Chen')])
    directory.addActor('WEB', 'Viewers', { accountId });
});
afterAll(() => world.close());

const { LEAD, ISSUE_LEAD, PERMISSION, OWNER, members, people, stage, about, ruleInput } = rulesBy(
  () => world,
);
const STANDS_IN = 'Emma Fischer';
const no = { errorMessages: ['No.'], errors: {} };
const page = (values: readonly unknown[], total = values.length) => ({
  values,
  isLast: values.length === total,
  total,
  startAt: 0,
  maxResults: 50,
});
const other = { accountId: 'other', displayName: 'Other', active: true, accountType: 'atlassian' };

type Odd = readonly [said: string, status: number, body: unknown];
const GONE: Odd = ['there is none', 404, no];
const REFUSED: Odd = ['it is refused', 403, no];
const NO_SENSE: Odd = ['nothing', 200, null];
const NOBODY: Odd = ['nobody', 200, []];
const EMPTY_PAGE: Odd = ['a page with nobody', 200, page([])];
const CUT_OFF: Odd = ['a page that is cut off', 200, page([], 3)];
const SOMEBODY_ELSE: Odd = ['somebody else', 200, page([other])];
const OF_PAGE = [GONE, REFUSED, NO_SENSE, EMPTY_PAGE, CUT_OFF];

interface Asked {
  readonly source: () => SourceInput;
  readonly thing?: string;
  /** The call, and how it is odd. */
  readonly calls: readonly (readonly [path: RegExp, odd: readonly Odd[]])[];
}
const SIGHT = [/^\/user\/viewissue\/search/, [GONE, REFUSED, NO_SENSE, NOBODY]] as const;
const PROJECT = [/^\/project\/[^/]+$/, [GONE, REFUSED, NO_SENSE]] as const;
const NAMED = [/^\/user\/bulk/, [...OF_PAGE, SOMEBODY_ELSE]] as const;
const SOURCES: Readonly<Record<string, Asked>> = {
  'the project lead': { source: () => LEAD, calls: [PROJECT, SIGHT] },
  'the lead of the issue’s project': { source: () => ISSUE_LEAD, calls: [PROJECT] },
  'the lead of a role’s project': {
    source: () => LEAD,
    thing: 'MOB/Viewer',
    calls: [PROJECT, SIGHT],
  },
  'who holds the permission': {
    source: () => PERMISSION,
    calls: [[/^\/user\/permission\/search/, [GONE, REFUSED, NO_SENSE, NOBODY]]],
  },
  'people whom the rule names': { source: () => people('Liam Chen'), calls: [NAMED, SIGHT] },
  'the owner of the group': { source: () => OWNER, calls: [NAMED] },
  'the members of a group': {
    source: () => members('qa'),
    calls: [[/^\/group\/member/, OF_PAGE]],
  },
};

describe.each(Object.entries(SOURCES))('where a stage asks %s', (_, asked) => {
  const { source, thing = 'design', calls } = asked;
  beforeAll(() =>
    world.allow(['design'], {
      rolesOf: 'anyProject',
      fallbackApprovers: [STANDS_IN],
      owners: { design: ['Liam Chen'] },
      rules: [
        ruleInput(
          {
            what: thing === 'design' ? about(['design']) : about([], { roles: true }),
            stages: [stage(1, source())],
          },
          0,
        ),
      ],
    }),
  );
  const rows = calls.flatMap(([path, odd]) =>
    odd.map(([said, status, body]) => ({ path, said, status, body })),
  );

  test.each(rows)('nobody stands in as $path says once: $said', async ({ path, status, body }) => {
    const noah = world.as('Noah Okafor');
    const wanted = { issue: 'WEB-1', people: ['Priya Raman'], add: [thing] };
    const request = value(await ask(world, noah, wanted));
    await world.pass(MINUTE);
    const stop = world.platform.atlassian.faults.add({
      path,
      times: 1,
      effect: answering(status, body),
    });
    expect(error(await approve(world.as(STANDS_IN), 'WEB-1', request))).toBeDefined();
    stop();
    const now = await get(noah, 'WEB-1', request.id);
    expect(now.state).toBe('awaitingApproval');
    value(
      await noah.panel('request.withdraw', 'WEB-1', {
        requestId: now.id,
        revision: now.revision,
      }),
    );
  });
});

/** What the lead would gain rests on these calls about them. */
const GAINS: readonly {
  readonly by: string;
  readonly wanted: Partial<NamedAsk>;
  readonly calls: Asked['calls'];
}[] = [
  {
    by: 'a group that they may be in',
    wanted: { groups: ['design'], add: ['WEB/Developers'] },
    calls: [[/^\/user\/groups/, [GONE, REFUSED, NOBODY]]],
  },
  {
    by: 'an address that may be theirs',
    wanted: { invite: ['someone.new@acme.example'], add: ['design'] },
    calls: [[/^\/user\/bulk/, [GONE, REFUSED]]],
  },
];

describe.each(GAINS)('where the lead would gain by $by', ({ wanted, calls }) => {
  const noah = () => world.as('Noah Okafor');
  const term = { kind: 'permanent' } as const;
  beforeAll(() =>
    world.allow(['design'], { rolesOf: 'anyProject', fallbackApprovers: [STANDS_IN], rules: [] }),
  );
  const rows = calls.flatMap(([path, odd]) =>
    odd.map(([said, status, body]) => ({ path, said, status, body })),
  );

  /** Answers who is asked where Jira gives this answer about the lead so many times as somebody asks, and what the card offers then. */
  async function asksWhile({ path, status, body }: (typeof rows)[number], times: number) {
    const asked = askOf(world, { issue: 'WEB-1', ...wanted });
    const plan = value(await noah().panel('request.preview', 'WEB-1', { ask: asked, term }));
    const query = new RegExp(encodeURIComponent(world.person('Maya Lindqvist').accountId));
    const odd = () =>
      world.platform.atlassian.faults.add({ path, query, times, effect: answering(status, body) });
    const stop = odd();
    const submitted = value(
      await noah().panel('request.submit', 'WEB-1', {
        ask: asked,
        term,
        justification: 'Needed for the launch.',
        planFingerprint: plan.fingerprint,
        submissionKey: randomUUID(),
      }),
    );
    stop();
    const stopAgain = odd();
    const shown = await get(world.as(STANDS_IN), 'WEB-1', submitted.id);
    stopAgain();
    const { id, revision } = await get(noah(), 'WEB-1', submitted.id);
    value(await noah().panel('request.withdraw', 'WEB-1', { requestId: id, revision }));
    return {
      asked: submitted.approvals.flatMap(({ approvers }) =>
        approvers.map(({ displayName }) => displayName),
      ),
      offered: shown.verbs.approve.allowed,
    };
  }

  test.each(rows)('nobody is asked in their place as $path says once: $said', async (row) => {
    expect(await asksWhile(row, 1)).toEqual({ asked: ['Maya Lindqvist'], offered: false });
  });

  test.each(rows.slice(0, 1))('somebody is where $path goes on saying: $said', async (row) => {
    expect(await asksWhile(row, 99)).toEqual({ asked: [STANDS_IN], offered: true });
  });
});
