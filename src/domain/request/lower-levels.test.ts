import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT, awaiting, LEAD, OTHER_LEAD, stage, subject } from '../../../tests/support/samples';
import { type Ask, actionsOf } from '../action/ask';
import { type ExistingEntitlement, entitlementKey } from '../action/entitlement';
import { subjectKey } from '../action/subject';
import { askedBundleOf } from '../policy/asked-bundle';
import { type Bundle, choicesOf } from '../policy/bundle';
import { markOf } from '../policy/find-bundles';
import { FIRST_POLICY, type Policy } from '../policy/policy';
import type { AccessRequest } from './access-request';
import { approveLess } from './approve-less';
import { levelsBelow } from './lower-levels';

const group = (name: string): ExistingEntitlement => ({ kind: 'group', groupId: name, name });
const [A, B, C, D] = [group('a'), group('b'), group('c'), group('d')];
const bundleOf = (levels: Readonly<Record<string, readonly ExistingEntitlement[]>>): Bundle => ({
  id: 'dev',
  name: 'Developer',
  description: '',
  owner: undefined,
  contents: [],
  levels: Object.entries(levels).map(([id, contents]) => ({ id, name: id, contents })),
});
const policyOf = (...bundles: readonly Bundle[]): Policy => ({
  ...FIRST_POLICY,
  version: 8,
  bundles,
});
const askOf = (given: readonly ExistingEntitlement[], people = ['Sam', 'Ann']): Ask => ({
  subjects: people.map(subject),
  changes: given.map((entitlement) => ({
    verb: 'add',
    entitlement,
    subjects: people.map((_, place) => place),
  })),
});
const choiceOf = (bundle: Bundle, levelId: string) => {
  const choice = choicesOf(bundle).find(({ level }) => level?.id === levelId);
  if (choice === undefined) throw new Error(levelId);
  return choice;
};
const askedAs = (bundle: Bundle, levelId: string) =>
  askedBundleOf(bundle, choiceOf(bundle, levelId), 7);
const all = new Set([0, 1, 2, 3]);

describe('the levels below one that was asked for', () => {
  const dev = bundleOf({ read: [A], write: [A, B], admin: [A, B, C] });

  test('are those of the policy in force, the lowest first, each with the lines that would go', () => {
    const request = { ask: askOf([A, B, C]), bundles: [askedAs(dev, 'admin')] };
    expect(levelsBelow(request, policyOf(dev), all)).toMatchObject([
      {
        bundleId: 'dev',
        asked: 'Developer, admin',
        levels: [
          { levelId: 'read', name: 'Developer, read', leftOut: [2, 3, 4, 5], notAskedFor: [] },
          { levelId: 'write', name: 'Developer, write', leftOut: [4, 5], notAskedFor: [] },
        ],
      },
    ]);
  });

  test.each<
    [string, Bundle, string, readonly ExistingEntitlement[], ReadonlySet<number>, readonly object[]]
  >([
    ['the lowest has none', dev, 'read', [A], all, []],
    [
      'one that has what was not asked for says what',
      bundleOf({ read: [A, D], write: [A, B] }),
      'write',
      [A, B],
      all,
      [{ leftOut: [2, 3], notAskedFor: [D], ofOthers: [] }],
    ],
    [
      'what was left out since was not asked for any more',
      dev,
      'admin',
      [B, C],
      all,
      [
        { notAskedFor: [A], leftOut: [0, 1, 2, 3] },
        { notAskedFor: [A], leftOut: [2, 3] },
      ],
    ],
    [
      'what others decide can’t be left out',
      dev,
      'write',
      [A, B],
      new Set([0]),
      [{ leftOut: [2, 3], ofOthers: [B] }],
    ],
    [
      'one that has all of it leaves nothing out',
      bundleOf({ read: [A, B], write: [B, A] }),
      'write',
      [A, B],
      all,
      [{ leftOut: [], notAskedFor: [] }],
    ],
    [
      'what is asked for besides stays',
      bundleOf({ read: [A], write: [A, B] }),
      'write',
      [D, A, B],
      all,
      [{ leftOut: [4, 5] }],
    ],
  ])('%s', (_, bundle, levelId, given, theirs, levels) => {
    const request = { ask: askOf(given), bundles: [askedAs(bundle, levelId)] };
    expect(levelsBelow(request, policyOf(bundle), theirs)).toMatchObject([{ levels }]);
  });

  test('leave what another bundle was chosen for as well', () => {
    const ops: Bundle = { ...dev, id: 'ops', name: 'Ops', contents: [B], levels: [] };
    const [whole] = choicesOf(ops);
    const other = askedBundleOf(ops, whole as never, 7);
    const request = { ask: askOf([A, B, C]), bundles: [askedAs(dev, 'admin'), other] };
    expect(levelsBelow(request, policyOf(dev, ops), all)).toMatchObject([
      { levels: [{ levelId: 'read', leftOut: [4, 5] }, { levelId: 'write' }] },
    ]);
  });

  test('are none where the policy has the bundle, or the level, no more; nor of what has no levels', () => {
    const request = { ask: askOf([A, B]), bundles: [askedAs(dev, 'write')] };
    expect(levelsBelow(request, policyOf(), all)).toMatchObject([{ levels: [] }]);
    expect(levelsBelow(request, policyOf(bundleOf({ read: [A] })), all)).toMatchObject([
      { levels: [] },
    ]);
    expect(levelsBelow({ ask: askOf([A]) }, policyOf(dev), all)).toEqual([]);
    const plain: Bundle = { ...dev, contents: [A], levels: [] };
    const asked = askedBundleOf(plain, choicesOf(plain)[0] as never, 7);
    expect(levelsBelow({ ask: askOf([A]), bundles: [asked] }, policyOf(plain), all)).toEqual([]);
  });
});

describe('a lower level that is approved', () => {
  const dev = bundleOf({ read: [A], write: [A, B], admin: [A, B, C] });
  const request = (over: Partial<AccessRequest> = {}) =>
    awaiting({
      ask: askOf([A, B, C]),
      approvals: [stage(LEAD, { changes: [0, 1, 2] })],
      bundles: [askedAs(dev, 'admin')],
      ...(over as object),
    });
  const named = (levelId: string, bundle = dev) => ({
    bundleId: 'dev',
    levelId,
    mark: markOf(choiceOf(bundle, levelId)),
  });
  const lower = (
    levels: readonly { bundleId: string; levelId?: string; mark: string }[],
    { of = request(), policy = policyOf(dev), leftOut = [] as number[], by = LEAD } = {},
  ) => {
    const planned = actionsOf(of.ask).map(() => ({ verdict: 'change' as const }));
    const less = { leftOut, term: undefined, levels, reason: 'Enough.' };
    return approveLess(of, by, less, planned, policy, AT);
  };

  test('is what is asked for from then on, by its name and in place of what was asked for', () => {
    const came = lower([named('write')]);
    if (!came.ok) throw new Error(came.error.code);
    const { request: after, facts } = came.value;
    expect(after.ask.changes.map(({ entitlement }) => entitlement)).toEqual([A, B]);
    expect(after.bundles).toMatchObject([
      {
        bundleId: 'dev',
        levelId: 'write',
        name: 'Developer, write',
        policyVersion: 8,
        insteadOf: 'Developer, admin',
        contents: [{ groupId: 'a' }, { groupId: 'b' }],
      },
    ]);
    const levels = [{ before: 'Developer, admin', after: 'Developer, write' }];
    expect(after.less).toMatchObject([{ levels, leftOut: [{ entitlement: C, count: 2 }] }]);
    expect(facts).toMatchObject([
      { kind: 'request.approvedLess', levels, leftOut: 2, approved: { bundles: after.bundles } },
    ]);
  });

  test('may be lowered once more by who decides after that, and says what was asked for first', () => {
    const first = lower([named('write')]);
    if (!first.ok) throw new Error(first.error.code);
    const second = lower([named('read')], { of: first.value.request });
    expect(second).toMatchObject({
      ok: true,
      value: {
        request: {
          bundles: [{ name: 'Developer, read', insteadOf: 'Developer, admin' }],
          less: [
            { levels: [{ after: 'Developer, write' }] },
            { levels: [{ before: 'Developer, write', after: 'Developer, read' }] },
          ],
        },
      },
    });
  });

  test('may come with lines that are left out besides', () => {
    const came = lower([named('write')], { leftOut: [0] });
    expect(came.ok && actionsOf(came.value.request.ask)).toHaveLength(3);
  });

  test.each<[string, Parameters<typeof lower>, string]>([
    ['that is higher', [[named('admin')]], 'levelNotLower'],
    ['that the bundle does not have', [[{ ...named('read'), levelId: 'no' }]], 'levelNotLower'],
    ['of another bundle', [[{ ...named('read'), bundleId: 'ops' }]], 'levelNotLower'],
    ['that is another than was shown', [[{ ...named('read'), mark: 'x' }]], 'levelNotLower'],
    ['without saying which', [[{ bundleId: 'dev', mark: '' }]], 'levelNotLower'],
    [
      'into which something came that was not asked for',
      [
        [named('write', bundleOf({ write: [A, D] }))],
        { policy: policyOf(bundleOf({ write: [A, D], admin: [A, B, C] })) },
      ],
      'levelNotLower',
    ],
    [
      'of which a part was left out by somebody before',
      [
        [named('write')],
        { of: request({ ask: askOf([A, C]), approvals: [stage(LEAD, { changes: [0, 1] })] }) },
      ],
      'levelNotLower',
    ],
    [
      'for which a line would have to go that others decide',
      [
        [named('write')],
        {
          of: request({
            approvals: [
              stage(LEAD, { changes: [0, 1] }),
              stage(OTHER_LEAD, { asks: 'x', changes: [2] }),
            ],
          }),
        },
      ],
      'notTheirsToLeaveOut',
    ],
    ['as somebody who decides nothing', [[named('read')], { by: OTHER_LEAD }], 'notYourTurn'],
  ])('is refused %s', (_, asked, code) => {
    expect(lower(...asked)).toMatchObject({ ok: false, error: { code } });
  });

  test('gives nobody anything that was not asked for them, whatever the levels have become', () => {
    const contents = fc.subarray([A, B, C, D], { minLength: 1 });
    fc.assert(
      fc.property(
        contents,
        contents,
        contents,
        fc.subarray([0, 1, 2, 3]),
        (asked, low, high, gone) => {
          const before = bundleOf({ read: low, write: asked });
          const now = bundleOf({ read: low, write: high });
          const given = asked.filter((_, place) => !gone.includes(place));
          if (given.length === 0) return;
          const of = request({
            ask: askOf(given),
            bundles: [askedAs(before, 'write')],
            approvals: [stage(LEAD, { changes: given.map((_, place) => place) })],
          });
          const came = lower([named('read', now)], { of, policy: policyOf(now) });
          const [below] = levelsBelow(of, policyOf(now), all);
          const [level] = below?.levels ?? [];
          if (!came.ok) return;
          expect(level).toMatchObject({ notAskedFor: [], ofOthers: [] });
          const keys = (ask: Ask) =>
            actionsOf(ask).map(
              (one) => `${subjectKey(one.subject)} ${entitlementKey(one.entitlement)}`,
            );
          const was = new Set(keys(of.ask));
          expect(keys(came.value.request.ask).filter((one) => !was.has(one))).toEqual([]);
          // All that is in the level, and nothing else of what was asked for.
          expect(
            new Set(came.value.request.ask.changes.map((one) => entitlementKey(one.entitlement))),
          ).toEqual(new Set(low.map(entitlementKey)));
        },
      ),
    );
  });
});
