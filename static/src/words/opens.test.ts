import { expect, test } from 'vitest';
import type { GroupOpensView, OpenedRoleView } from '#contract/views';
import { opensLines, receivingLine } from './opens';

const maya = { accountId: 'maya', displayName: 'Maya Lindqvist' };
const liam = { accountId: 'liam', displayName: 'Liam Chen' };
const role = (
  projectName: string,
  name: string,
  more: Partial<OpenedRoleView> = {},
): OpenedRoleView => ({
  projectId: projectName,
  projectName,
  name,
  byThisAsk: false,
  lead: maya,
  ...more,
});
const SEAT = 'Access to a product, which costs a seat for whoever has none.';
const TOO_MANY = 'Which projects it opens is not known: the site has too many to look through.';

test.each<[string, Partial<GroupOpensView>, string[]]>([
  ['nothing', {}, ['No project through a role.']],
  [
    'a seat or none',
    { givesProductAccess: undefined },
    [
      'No project through a role.',
      'Whether it gives access to a product, which costs a seat, is not known.',
    ],
  ],
  ['a seat only', { givesProductAccess: true }, ['No project through a role.', SEAT]],
  [
    'the site, which comes first',
    { administers: 'site', givesProductAccess: true },
    ['Administration of the whole site', 'No project through a role.', SEAT],
  ],
  [
    'Jira, whatever else is not known',
    { administers: 'jira', opened: undefined },
    ['Administration of Jira', TOO_MANY],
  ],
  ['too many projects', { opened: undefined }, [TOO_MANY]],
  ['too many and a seat', { opened: undefined, givesProductAccess: true }, [TOO_MANY, SEAT]],
  ['only what is not seen', { opened: { roles: [], hidden: 1 } }, ['1 project you can’t see.']],
  [
    'two roles of one project, one by this request',
    {
      opened: {
        roles: [role('Website', 'Developers'), role('Website', 'Viewers', { byThisAsk: true })],
        hidden: 2,
      },
    },
    ['Developers and Viewers (by this request) in Website', 'And 2 projects you can’t see.'],
  ],
  [
    'projects of others, which come first',
    {
      opened: {
        roles: [
          role('Website', 'Developers'),
          role('Mobile', 'Viewers', { lead: liam }),
          role('Operations', 'Viewers', { lead: undefined }),
          role('Data', 'Viewers', { lead: { accountId: 'noah', displayName: 'Noah Okafor' } }),
        ],
        hidden: 0,
      },
    },
    [
      'Viewers in Mobile, led by Liam Chen, who is not asked',
      'Viewers in Operations, which has no lead',
      'Viewers in Data, led by Noah Okafor, who asks for this',
      'Developers in Website',
    ],
  ],
])('a group that opens %s', (_, more, words) => {
  const group = {
    groupId: 'g',
    name: 'g',
    administers: undefined,
    givesProductAccess: false,
    members: undefined,
    opened: { roles: [], hidden: 0 },
    smaller: undefined,
    ...more,
  };
  const lines = opensLines(group, { requesterId: 'noah' }, new Set(['maya']));
  expect(lines.map(({ text, warning }) => [text, warning].filter(Boolean).join(', '))).toEqual(
    words,
  );
});

test.each([
  [undefined, 'Through ops, all its members get it: how many they are is not known.'],
  [0, 'Through ops, whoever joins it gets it: nobody is in it today.'],
  [1, 'Through ops, its one member gets it, and whoever joins later.'],
  [2_000, 'Through ops, its 2,000 members get it, and whoever joins later.'],
])('a group of %s that is given something', (members, words) => {
  expect(receivingLine({ groupId: 'g', name: 'ops', members })).toBe(words);
});
