import { describe, expect, test } from 'vitest';
import { developers, frontend, person, subject } from '../../../tests/support/samples';
import type { Ask } from '../action/ask';
import type { Entitlement } from '../action/entitlement';
import { askedBundleOf, besidesBundles, partsAsked } from './asked-bundle';
import { allContents, type Bundle, choicesOf } from './bundle';
import { findBundles, markOf, type NamedBundle } from './find-bundles';
import { FIRST_POLICY } from './policy';

const design = { kind: 'group', groupId: 'g2', name: 'design' } as const;
const qa = { kind: 'group', groupId: 'g3', name: 'qa' } as const;
const bundle: Bundle = {
  id: 'dev',
  name: 'Developer, read only',
  description: '',
  owner: person('Otto'),
  contents: [frontend, design, developers],
  levels: [],
};
const policy = { ...FIRST_POLICY, version: 7, bundles: [bundle] };
const named: NamedBundle = { bundleId: 'dev', mark: markOf(bundle) };
const everybody = [0, 1];
const ask = (
  given: readonly Entitlement[],
  over: Partial<Ask['changes'][number]> = {},
  subjects: Ask['subjects'] = [subject('Sam'), subject('Ann')],
): Ask => ({
  subjects,
  changes: given.map((entitlement) => ({
    verb: 'add',
    entitlement,
    subjects: everybody,
    ...over,
  })),
});
const whole = ask(bundle.contents);
const changed = { ok: false, error: { code: 'bundleChanged', bundle: bundle.name } };
const found = { ok: true, value: [expect.objectContaining({ bundleId: 'dev' })] };

describe('a bundle names what is asked for', () => {
  test.each<[string, readonly NamedBundle[], Ask, object]>([
    ['where all of it is', [named], whole, found],
    ['once, however often it is named', [named, named], whole, found],
    ['where a part was left out', [named], ask([design]), found],
    ['beside what is not of it', [named], ask([design, qa]), found],
    [
      'beside a group that is to be created',
      [named],
      ask([design], {}, [
        subject('Sam'),
        subject('Ann'),
        { kind: 'newGroup', name: 'guild', displayName: 'guild' },
      ]),
      found,
    ],
    [
      'not where the policy has no such bundle',
      [{ ...named, bundleId: 'no' }],
      whole,
      {
        ok: false,
        error: { code: 'bundleGone' },
      },
    ],
    ['not where another was shown', [{ ...named, mark: 'x' }], whole, changed],
    ['not where nothing of it is asked for', [named], ask([qa]), changed],
    ['not where it is taken away', [named], ask(bundle.contents, { verb: 'remove' }), changed],
    [
      'not where some of them are not given one part of it',
      [named],
      {
        ...whole,
        changes: [...ask([design]).changes, ...ask([frontend], { subjects: [0] }).changes],
      },
      changed,
    ],
    ['not where some of them are not given it', [named], ask([design], { subjects: [0] }), changed],
  ])('%s', (_, bundles, asked, outcome) => {
    expect(findBundles(policy, bundles, asked)).toEqual(outcome);
  });

  test('as it was, by the version that has it, and with whoever answers for it', () => {
    const [one] = (findBundles(policy, [named], whole) as { value: readonly object[] }).value;
    expect(one).toEqual({
      bundleId: 'dev',
      name: 'Developer, read only',
      policyVersion: 7,
      owner: person('Otto'),
      contents: [
        { kind: 'group', groupId: 'g1' },
        { kind: 'group', groupId: 'g2' },
        { kind: 'role', projectId: developers.projectId, roleId: developers.roleId },
      ],
    });
  });

  test('and its mark is another where its name or what is in it is, in whatever order', () => {
    const { contents } = bundle;
    expect(markOf({ ...bundle, contents: [...contents].reverse() })).toBe(named.mark);
    expect(markOf({ ...bundle, contents: contents.map((one) => ({ ...one, name: 'x' })) })).toBe(
      named.mark,
    );
    expect(markOf({ ...bundle, contents: contents.slice(1) })).not.toBe(named.mark);
    expect(markOf({ ...bundle, contents: [...contents, qa] })).not.toBe(named.mark);
    expect(markOf({ ...bundle, name: 'Developer' })).not.toBe(named.mark);
  });
});

test('what of a bundle is asked for, what is not, and what is asked for besides', () => {
  const { changes } = ask([design, qa]);
  const contents = [
    { kind: 'group', groupId: 'g1' },
    { kind: 'group', groupId: 'g2' },
  ] as const;
  expect(partsAsked({ contents }, changes)).toEqual({ asked: [contents[1]], left: [contents[0]] });
  expect(besidesBundles([{ contents }], changes).map(({ entitlement }) => entitlement)).toEqual([
    qa,
  ]);
});

test('of a bundle nothing is asked for by what is taken away, and that is asked for beside it', () => {
  const { changes } = ask([design], { verb: 'remove' });
  const contents = [{ kind: 'group', groupId: 'g2' }] as const;
  expect(partsAsked({ contents }, changes)).toEqual({ asked: [], left: contents });
  expect(besidesBundles([{ contents }], changes)).toEqual(changes);
});

test('a bundle that nobody answers for names nobody', () => {
  const choice = { level: undefined, name: 'x', contents: [] };
  expect(askedBundleOf({ ...bundle, owner: undefined }, choice, 1)).not.toHaveProperty('owner');
});

describe('a level of a bundle', () => {
  const read = { id: 'r', name: 'read only', contents: [frontend] };
  const write = { id: 'w', name: 'write', contents: [frontend, design] };
  const levelled: Bundle = { ...bundle, name: 'Developer', contents: [], levels: [read, write] };
  const [low, high] = choicesOf(levelled).map(markOf);
  const inForce = { ...policy, bundles: [levelled] };
  const name = (levelId?: string, mark = high ?? '') => ({
    bundleId: 'dev',
    ...(levelId === undefined ? {} : { levelId }),
    mark,
  });
  const asked = ask(write.contents);

  test('is named with its bundle, by its own contents', () => {
    expect(findBundles(inForce, [name('w')], asked)).toMatchObject({
      ok: true,
      value: [
        {
          bundleId: 'dev',
          levelId: 'w',
          name: 'Developer, write',
          contents: [{ groupId: 'g1' }, { groupId: 'g2' }],
        },
      ],
    });
    expect(low).not.toBe(high);
  });

  test('of one bundle is named once: the last', () => {
    const [first, last] = [name('r', low), name('w')];
    expect(findBundles(inForce, [first, last], asked)).toMatchObject({
      value: [{ levelId: 'w' }],
    });
  });

  test.each([
    ['without a level', name(), 'Developer'],
    ['as a level that it does not have', name('x'), 'Developer'],
    ['as one level by the mark of another', name('r'), 'Developer, read only'],
  ])('is not named %s', (_, one, called) => {
    expect(findBundles(inForce, [one], asked)).toEqual({
      ok: false,
      error: { code: 'bundleChanged', bundle: called },
    });
  });

  test('is not named of a bundle that has none', () => {
    expect(findBundles(policy, [{ ...named, levelId: 'r' }], whole)).toEqual(changed);
  });

  test('of which all contents are found once, whichever levels they are in', () => {
    expect(allContents(levelled)).toEqual([frontend, design]);
  });
});
