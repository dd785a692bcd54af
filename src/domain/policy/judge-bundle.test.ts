import { describe, expect, test } from 'vitest';
import type { Bundle, Level } from './bundle';
import { type FaultOfBundle, judgeBundle, type UnknownOfBundle } from './judge-bundle';

const bundle = (over: Partial<Bundle> = {}): Bundle => ({
  id: 'b',
  name: 'Developer',
  description: 'For whoever joins a team.',
  owner: undefined,
  contents: [{ kind: 'group', groupId: 'g1', name: 'frontend' }],
  levels: [],
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
  [
    'not with what nobody can ask for',
    { contents: [{ ...group, name: 'gone' }] },
    { contents: [group] },
    ['contentsUnknown'],
  ],
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

describe('a bundle with levels can be kept', () => {
  const frontend = { kind: 'group', groupId: 'g1', name: 'frontend' } as const;
  const design = { kind: 'group', groupId: 'g2', name: 'design' } as const;
  const level = (id: string, over: Partial<Level> = {}): Level => ({
    id,
    name: `level ${id}`,
    contents: [frontend],
    ...over,
  });
  const levels = (...all: readonly Level[]): Partial<Bundle> => ({ contents: [], levels: all });
  test.each<[string, Partial<Bundle>, Partial<UnknownOfBundle>, readonly FaultOfBundle[]]>([
    ['as it is', levels(level('r'), level('w')), {}, []],
    ['with one alone', levels(level('r')), {}, []],
    [
      'not with a level that nobody can name',
      levels(level('r', { name: ' ' }), level('w', { name: 'x'.repeat(61) })),
      {},
      [
        { fault: 'noLevelName', levelId: 'r' },
        { fault: 'levelNameTooLong', levelId: 'w' },
      ],
    ],
    [
      'not with two that read the same',
      levels(level('r', { name: 'read' }), level('w', { name: ' READ' })),
      {},
      [{ fault: 'levelNameTaken', levelId: 'w' }],
    ],
    [
      'not with one that reads, behind its name, like another bundle',
      levels(level('r', { name: 'Read Only' })),
      {},
      [{ fault: 'levelNameTaken', levelId: 'r' }],
    ],
    [
      'not with one that reads, behind its name, like a level of another bundle',
      { ...levels(level('r', { name: 'more, most' })) },
      {},
      [{ fault: 'levelNameTaken', levelId: 'r' }],
    ],
    [
      'not with a level in which nothing is',
      levels(level('r'), level('w', { contents: [] })),
      {},
      [{ fault: 'empty', levelId: 'w' }],
    ],
    [
      'not with something that is in no level',
      { contents: [frontend], levels: [level('r')] },
      {},
      [{ fault: 'besideLevels' }],
    ],
    [
      'not with what nobody can ask for, each where it is',
      levels(level('r'), level('w', { contents: [frontend, design] })),
      { contents: [{ kind: 'group', groupId: 'g2' }] },
      [
        {
          fault: 'contentsUnknown',
          levelId: 'w',
          contents: [{ kind: 'group', groupId: 'g2' }],
        },
      ],
    ],
  ])('%s', (_, over, unknown, faults) => {
    const one = bundle(over);
    const all = [
      bundle({ id: 'x', name: 'Developer, read only' }),
      bundle({ id: 'y', name: 'Developer, more', ...levels(level('m', { name: 'most' })) }),
      one,
    ];
    const judged = judgeBundle(one, all, {
      contents: [],
      tooMany: false,
      owner: undefined,
      ...unknown,
    });
    expect(judged.allowed ? [] : judged.why).toEqual(faults);
  });

  test('as long as there is room in all bundles together', () => {
    const ten = Array.from({ length: 10 }, (_, at) => ({
      kind: 'group' as const,
      groupId: `g${at}`,
      name: `g${at}`,
    }));
    const five = (place: number) =>
      bundle({
        id: `b${place}`,
        name: `B${place}`,
        ...levels(...['1', '2', '3', '4', '5'].map((id) => level(id, { contents: ten }))),
      });
    const all = Array.from({ length: 22 }, (_, place) => five(place));
    const faults = all.map((one) => {
      const judged = judgeBundle(one, all);
      return judged.allowed ? [] : judged.why.map(({ fault }) => fault);
    });
    // Of the first with which it is too much, once.
    expect(faults.map(({ length }) => length)).toEqual(all.map((_, place) => +(place === 20)));
    expect(faults[20]).toEqual(['tooMuchInAll']);
  });
});
