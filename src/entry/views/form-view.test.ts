import { describe, expect, test } from 'vitest';
import { allListed } from '#domain/lib/listed';
import { AT, frontend, ISSUE, LEAD, LISTED, stage, subject } from '../../../tests/support/samples';
import { currentPlanView } from './current-plan-view';
import { formView } from './form-view';
import { inverseView } from './inverse-view';
import { opensView } from './opens-view';
import { planView } from './plan-view';

const found = { ...subject('Sam'), foundBy: 'sam@acme.example' };
const guild = { kind: 'newGroup', name: 'guild' } as const;
const team = { kind: 'group', groupId: 'g7', displayName: 'team' } as const;
const line = { verb: 'add', subject: subject('Sam'), entitlement: frontend } as const;

describe('the form', () => {
  const avatarUrl = 'https://acme.example/a.png';
  const form = {
    policy: {
      ...LISTED,
      longestTermDays: 30,
      rolesOf: 'anyProject',
      rules: [
        {
          id: 'x',
          name: 'Short',
          what: { groups: 'all', roles: false, accounts: false, newGroups: false },
          askers: { who: 'everybody' },
          stages: [],
          longestTermDays: 3,
          ticket: false,
        },
      ],
    },
    project: { projectId: '10', key: 'WEB', name: 'Website', lead: LEAD },
    roles: allListed([
      { roleId: '1', name: 'Developers', description: 'They develop', actors: 3 },
      { roleId: '2', name: 'Viewers' },
    ]),
    groups: [frontend],
    moreGroups: true,
    creation: { users: true, groups: false },
  };
  const view = (over: object = {}) =>
    formView(
      { ...form, ...over } as never,
      { bundles: [], viewer: LEAD, glassHours: undefined, isDone: false },
      ISSUE,
      AT,
    );

  test('has what can be asked for, and how long', () => {
    expect(view()).toEqual({
      workItem: { issueId: ISSUE.id, issueKey: ISSUE.key, isDone: false },
      project: { projectId: '10', key: 'WEB', name: 'Website' },
      roles: allListed([
        { roleId: '1', name: 'Developers', description: 'They develop' },
        { roleId: '2', name: 'Viewers' },
      ]),
      groups: [{ groupId: 'g1', name: 'frontend' }],
      moreGroups: true,
      rolesOf: 'anyProject',
      creation: { users: true, groups: false },
      longestTermDays: 30,
      termRules: [expect.objectContaining({ longestTermDays: 3 })],
      bundles: [],
      viewer: LEAD,
      now: AT,
    });
  });

  test('shows a project with its picture, and without its lead', () => {
    const project = { ...form.project, avatarUrl };
    expect(view({ project }).project).toEqual({
      projectId: '10',
      key: 'WEB',
      name: 'Website',
      avatarUrl,
    });
  });

  test('calls a project by its key where the site does not have it', () => {
    expect(view({ project: undefined }).project).toEqual({
      projectId: ISSUE.projectId,
      key: ISSUE.projectKey,
      name: ISSUE.projectKey,
    });
  });
});

describe('a plan', () => {
  const counts = { change: 1, alreadySo: 0, refused: 0, impossible: 0 };
  const note = { by: LEAD, at: AT, reason: 'No.', endsAt: AT };
  const { endsAt: _, ...told } = note;
  const preview = (verdicts: readonly object[]) =>
    planView({
      ask: {
        subjects: [subject('Sam'), subject('Ada')],
        changes: [{ verb: 'add', entitlement: frontend, subjects: [0, 1] }],
      },
      plan: { verdicts },
      noRenewals: [undefined, note],
      counts,
      fingerprint: 'f',
      approvals: [stage(LEAD)],
      ticketRule: 'Ticket',
      refusal: { code: 'notConnected' },
    } as never);

  test('is shown line by line, with who would decide', () => {
    const { asks, decisions, ...shown } = stage(LEAD);
    expect(preview([{ verdict: 'change' }, { verdict: 'alreadySo' }])).toEqual({
      counts,
      lines: [
        { ...line, verdict: { verdict: 'change' } },
        {
          ...line,
          subject: subject('Ada'),
          verdict: { verdict: 'alreadySo' },
          noRenewal: told,
        },
      ],
      fingerprint: 'f',
      approvals: [shown],
      ticketRule: 'Ticket',
      refusal: { code: 'notConnected' },
    });
    expect([asks, decisions]).toEqual(['lead:10', []]);
  });

  test('has no line without a verdict', () => {
    expect(preview([{ verdict: 'change' }]).lines).toHaveLength(1);
  });

  test('as it is now shows where it differs, to each as they may know it', () => {
    const differs = [
      {
        action: { verb: 'add', subject: found, entitlement: frontend },
        planned: { verdict: 'change' },
        now: { verdict: 'alreadySo' },
      },
    ];
    const view = currentPlanView(
      {
        computedAt: AT,
        counts,
        differs,
        noRenewals: {
          found: [{ action: { subject: found, entitlement: frontend }, note }],
          isAll: false,
        },
      } as never,
      () => subject('Sam'),
    );
    expect(view).toEqual({
      computedAt: AT,
      counts,
      differs: [{ ...line, planned: { verdict: 'change' }, verdict: { verdict: 'alreadySo' } }],
      noRenewals: [{ subject: subject('Sam'), entitlement: frontend, said: told }],
      noRenewalsLeft: true,
    });
  });
});

describe('what undoes a request', () => {
  const sam = { kind: 'newPerson', email: 'n@acme.example', displayName: 'n' } as const;
  const inverse = {
    ask: {
      subjects: [found, team, sam],
      changes: [
        { verb: 'remove', entitlement: frontend, subjects: [0, 1] },
        { verb: 'add', entitlement: guild, subjects: [0] },
        { verb: 'create', entitlement: guild, subjects: [2] },
      ],
    },
    stays: [{ verb: 'add', subject: found, entitlement: guild }],
    longest: { longestTermDays: 9, rule: 'Short' },
  };

  test('is asked by ids, and of what is there alone', () => {
    const { ask } = inverseView(inverse as never, { isDone: false });
    expect(ask.subjects).toEqual([
      { kind: 'person', accountId: 'sam' },
      { kind: 'group', groupId: 'g7' },
    ]);
    expect(ask.changes).toEqual([
      expect.objectContaining({ verb: 'remove', groupId: 'g1', subjects: [0, 1] }),
    ]);
  });

  test('is shown by names, and by no address that somebody was found by', () => {
    const { lines, stays, longestTermDays, rule } = inverseView(inverse as never, {
      isDone: false,
    });
    expect(lines[0]).toEqual({ verb: 'remove', subject: subject('Sam'), entitlement: frontend });
    expect(lines).toHaveLength(4);
    expect(stays).toEqual([{ verb: 'add', subject: subject('Sam'), entitlement: guild }]);
    expect(JSON.stringify([lines, stays])).not.toContain('sam@acme.example');
    expect([longestTermDays, rule]).toEqual([9, 'Short']);
  });
});

describe('what a group opens', () => {
  const role = (lead: object | undefined) => ({
    projectId: '10',
    project: { name: 'Website', key: 'WEB', lead },
    name: 'Developers',
    byThisAsk: true,
  });
  const lead = { ...LEAD, active: true, accountType: 'atlassian', email: 'lena@acme.example' };
  const view = (opened: object | undefined) =>
    opensView(
      'rita',
      [
        {
          groupId: 'g1',
          name: 'frontend',
          administers: 'jira',
          givesProductAccess: undefined,
          members: 7,
          opened,
        },
      ] as never,
      [{ groupId: 'g9', name: 'ops', members: undefined }],
      { found: [], notKnown: [], isOfAll: true },
    );

  test('is told with the leads of its projects, by their names alone', () => {
    const opened = { hidden: 2, roles: [role(lead), role(undefined)] };
    const told = { projectId: '10', projectName: 'Website', name: 'Developers', byThisAsk: true };
    expect(view(opened)).toEqual({
      requesterId: 'rita',
      groups: [
        {
          groupId: 'g1',
          name: 'frontend',
          administers: 'jira',
          givesProductAccess: undefined,
          members: 7,
          opened: {
            hidden: 2,
            roles: [
              { ...told, lead: LEAD },
              { ...told, lead: undefined },
            ],
          },
        },
      ],
      receiving: [{ groupId: 'g9', name: 'ops', members: undefined }],
      otherWays: [],
      otherWaysNotKnown: [],
      otherWaysOfAll: true,
    });
  });

  test('is not known where the site has too much to look through', () => {
    expect(view(undefined).groups[0]?.opened).toBeUndefined();
  });
});
