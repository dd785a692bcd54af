import { expect, test } from 'vitest';
import type { Bundle } from './bundle';
import { type FaultOfBundle, judgeBundle, type UnknownOfBundle } from './judge-bundle';

const bundle = (over: Partial<Bundle> = {}): Bundle => ({
  id: 'b',
  name: 'Developer',
  description: 'For whoever joins a team.',
  owner: undefined,
  contents: [{ kind: 'group', groupId: 'g1', name: 'frontend' }],
  ...over,
});
const others = [bundle({ id: 'a', name: 'Others' })];
const group = { kind: 'group', groupId: 'g404' } as const;

test.each<[string, Partial<Bundle>, Partial<UnknownOfBundle>, readonly FaultOfBundle['fault'][]]>([
  ['as it is', {}, {}, []],
  ['not without a name', { name: ' \u200b' }, {}, ['noName']],
  ['not with a name that is too long', { name: 'x'.repeat(61) }, {}, ['nameTooLong']],
  ['not with the name of one before it', { name: ' oTHers' }, {}, ['nameTaken']],
  [
    'not with one that differs by what nobody sees',
    { name: 'Oth\u200be\u00adrs' },
    {},
    ['nameTaken'],
  ],
  ['with a description that is as long as it may be', { description: 'x'.repeat(200) }, {}, []],
  ['without a description', { description: '' }, {}, []],
  [
    'not with a description that is too long',
    { description: 'x'.repeat(201) },
    {},
    ['descriptionTooLong'],
  ],
  ['not with nothing in it', { contents: [] }, {}, ['empty']],
  ['not with what nobody can ask for', {}, { contents: [group] }, ['contentsUnknown']],
  ['not with more new roles than can be asked for', {}, { tooMany: true }, ['tooManyNewRoles']],
  ['not with an owner whom nobody knows', {}, { owner: 'x' }, ['ownerUnknown']],
  [
    'and all that is wrong is said, in the order of its parts',
    { name: '', contents: [] },
    { owner: 'x' },
    ['noName', 'ownerUnknown', 'empty'],
  ],
])('a bundle can be kept %s', (_, over, unknown, faults) => {
  const one = bundle(over);
  const judged = judgeBundle(one, [...others, one], {
    contents: [],
    tooMany: false,
    owner: undefined,
    ...unknown,
  });
  expect(judged.allowed ? [] : judged.why.map(({ fault }) => fault)).toEqual(faults);
});

test('a bundle of which nothing is said to be unknown can be kept', () => {
  const one = bundle();
  expect(judgeBundle(one, [...others, one])).toEqual({ allowed: true });
});
