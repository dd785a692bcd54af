import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { askInput } from '#contract/inputs';
import { ISSUE } from '../../tests/support/samples';
import type { Caller } from './caller';
import type { Ports } from './compose';
import { seesAskedProjects } from './sees-asked-projects';

type AskInput = z.output<typeof askInput>;
type Subject = AskInput['subjects'][number];
type Change = AskInput['changes'][number];

const me: Subject = { kind: 'person', accountId: 'sam' };
const other: Subject = { kind: 'person', accountId: 'ada' };
const listedGroup: Change = { kind: 'group', verb: 'add', groupId: 'g1' };
const otherGroup: Change = { ...listedGroup, groupId: 'g2' };
const role = (projectId: string): Change => ({ kind: 'role', verb: 'add', projectId, roleId: '1' });
const account: Change = { kind: 'account', products: [] };
const ask = (subjects: Subject[], changes: Change[]): AskInput => ({ subjects, changes });

interface World {
  readonly sees?: readonly string[];
  readonly projects?: readonly string[];
  readonly permissions?: readonly string[];
  readonly connectedTo?: string | undefined;
  readonly rolesOf?: 'issueProject' | 'anyProject';
}

function asked(input: AskInput, world: World) {
  const { sees = ['1'], projects = [], permissions = [], rolesOf = 'anyProject' } = world;
  const connectedTo = 'connectedTo' in world ? world.connectedTo : ISSUE.cloudId;
  const host = {
    seeIssue: async (id: string) => (sees.includes(id) ? { ...ISSUE, summary: 'x' } : undefined),
    has: async (permission: string) => permissions.includes(permission),
    seesProject: async (id: string) => projects.includes(id),
  };
  const caller = { accountId: 'sam', cloudId: 'site', host } as unknown as Caller;
  const ports = {
    policies: { inForce: async () => ({ requestableGroups: [{ groupId: 'g1' }], rolesOf }) },
    connections: {
      chosen: async () => (connectedTo === undefined ? undefined : { id: connectedTo }),
    },
  } as unknown as Ports;
  return seesAskedProjects(ports, caller, { issueId: '1', ask: input });
}

const granted = { ok: true, value: { issue: ISSUE } };
const notAllowed = (needs: string) => ({ ok: false, error: { code: 'notAllowed', needs } });
const unseen = {
  ok: false,
  error: { code: 'badInput', fields: { ask: 'unseenProject' } },
};

describe('who may look nobody up is told of', () => {
  test.each<[string, Subject[], Change[], boolean]>([
    ['themselves and a listed group', [me], [listedGroup], true],
    ['themselves and a role', [me], [role('10')], true],
    ['nobody, and an account', [], [account], true],
    ['a listed group in a role', [{ kind: 'group', groupId: 'g1' }], [role('10')], false],
    ['somebody else', [other], [listedGroup], false],
    ['themselves and somebody else', [me, other], [listedGroup], false],
    ['a group that is not listed', [{ kind: 'group', groupId: 'g2' }], [role('10')], false],
    ['an address', [{ kind: 'newPerson', email: 'a@x.example' }], [account], false],
    ['what a group that is not listed is', [me], [otherGroup], false],
    ['one group of two that is not listed', [me], [listedGroup, otherGroup], false],
    ['whether a name is taken', [me], [{ kind: 'newGroup', name: 'guild' }], false],
  ])('%s', async (_, subjects, changes, isOpen) => {
    expect(await asked(ask(subjects, changes), {})).toEqual(
      isOpen ? granted : notAllowed('browsePeople'),
    );
  });
});

describe('a plan is told to whoever sees the issue and every project that it names', () => {
  test.each<[string, AskInput, World, unknown]>([
    ['a listed group for themselves', ask([me], [listedGroup]), {}, granted],
    ['the issue’s own project', ask([me], [role('10')]), {}, granted],
    ['another project that they see', ask([me], [role('20')]), { projects: ['20'] }, granted],
    ['another that they do not see', ask([me], [role('20')]), {}, unseen],
    [
      'two projects of which one is visible',
      ask([me], [role('20'), role('30')]),
      { projects: ['20'] },
      unseen,
    ],
    [
      'the issue’s project and one that is not visible',
      ask([me], [role('10'), role('30')]),
      { projects: ['10'] },
      unseen,
    ],
    [
      'an issue that they do not see',
      ask([me], [role('10')]),
      { sees: [] },
      notAllowed('seeIssue'),
    ],
    ['somebody else', ask([other], [listedGroup]), {}, notAllowed('browsePeople')],
    [
      'somebody else, who may look people up',
      ask([other], [listedGroup]),
      { permissions: ['USER_PICKER'] },
      granted,
    ],
    [
      'somebody else and a project that is not visible, who may look people up',
      ask([other], [role('20')]),
      { permissions: ['USER_PICKER'] },
      unseen,
    ],
    ['no connection', ask([me], [role('20')]), { connectedTo: undefined }, granted],
    // This Jira knows nothing of another site's projects: the policy alone decides.
    ['another site, any project', ask([me], [role('20')]), { connectedTo: 'other' }, granted],
    [
      'another site, the issue’s project alone',
      ask([me], [role('10')]),
      { connectedTo: 'other', rolesOf: 'issueProject', projects: ['10'] },
      unseen,
    ],
    [
      'another site, and no role',
      ask([me], [listedGroup]),
      { connectedTo: 'other', rolesOf: 'issueProject' },
      granted,
    ],
  ])('%s', async (_, input, world, answer) => {
    expect(await asked(input, world)).toEqual(answer);
  });
});
