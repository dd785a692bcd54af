import { describe, expect, test } from 'vitest';
import type { BundleChoiceOption } from '#contract/views';
import type { ExistingEntitlement } from '#domain/action/entitlement';
import { markOf } from '#domain/policy/find-bundles';
import type { AskedAccess } from './access-option';
import {
  bundlesAgain,
  bundlesInput,
  choiceNow,
  stillChosen,
  withBundle,
  withoutBundle,
  withTheRest,
} from './chosen-bundle';

const group = (name: string): ExistingEntitlement => ({ kind: 'group', groupId: name, name });
const [A, B, C] = [group('a'), group('b'), group('c')];
const add = (entitlement: ExistingEntitlement): AskedAccess => ({ entitlement, verb: 'add' });
const option = (
  bundleId: string,
  contents: readonly ExistingEntitlement[],
  missing: BundleChoiceOption['missing'] = [],
  level?: string,
): BundleChoiceOption & { readonly bundleId: string } => ({
  bundleId,
  level: level === undefined ? undefined : { id: level, name: level },
  name: bundleId.toUpperCase(),
  mark: `mark of ${bundleId}${level ?? ''}`,
  contents,
  missing,
});
type Choosing = Parameters<typeof withBundle>[0];
const choose = (before: Choosing, of: ReturnType<typeof option>) => withBundle(before, of, of);
const nothing = { access: [], bundles: [] };
const names = (chosen: { readonly access: readonly AskedAccess[] }) =>
  chosen.access.map(({ verb, entitlement }) => `${verb} ${entitlement.name}`);

describe('a bundle that is chosen', () => {
  test('puts what is in it beside what is there, once, and takes just that out again', () => {
    const before = { access: [add(C), { entitlement: A, verb: 'remove' as const }], bundles: [] };
    const chosen = choose(before, option('x', [A, B]));
    expect(names(chosen)).toEqual(['add c', 'add a', 'add b']);
    expect(names(withoutBundle(chosen, 'x'))).toEqual(['add c']);
    expect(withoutBundle(chosen, 'x').bundles).toEqual([]);
  });

  test('leaves what another one has too', () => {
    const both = choose(choose(nothing, option('x', [A, B])), option('y', [B, C]));
    expect(names(both)).toEqual(['add a', 'add b', 'add c']);
    expect(names(withoutBundle(both, 'x'))).toEqual(['add b', 'add c']);
  });

  test('twice is chosen as it is now', () => {
    const once = choose(nothing, option('x', [A]));
    const twice = choose(withoutBundle(once, 'x'), { ...option('x', [B]), mark: 'new' });
    expect(names(twice)).toEqual(['add b']);
    expect(bundlesInput(twice)).toEqual([{ bundleId: 'x', mark: 'new' }]);
  });

  test('of which something is missing waits until they ask for the rest', () => {
    const chosen = choose(nothing, option('x', [A, B], [{ why: 'otherProject', count: 1 }]));
    expect(chosen.bundles.map(({ asksForRest }) => asksForRest)).toEqual([false]);
    const rest = withTheRest(chosen, 'x', [B]);
    expect(rest.bundles.map(({ asksForRest }) => asksForRest)).toEqual([true]);
    expect(names(rest)).toEqual(['add a']);
    expect(bundlesInput(rest)).toEqual([{ bundleId: 'x', mark: 'mark of x' }]);
  });

  test('is chosen no more once nothing of it is asked for', () => {
    const { bundles } = choose(nothing, option('x', [A]));
    expect(stillChosen({ access: [add(B)], bundles })).toEqual([]);
    expect(stillChosen({ access: [{ entitlement: A, verb: 'remove' }], bundles })).toEqual([]);
    expect(bundlesInput({ access: [], bundles })).toBeUndefined();
    expect(bundlesInput({ access: [add(A)] })).toBeUndefined();
  });

  test('in another level takes the place of the one before, with all that this one had put there', () => {
    const read = option('x', [A, B], [], 'r');
    const write = option('x', [B, C], [], 'w');
    const chosen = choose(choose(nothing, read), write);
    expect(names(chosen)).toEqual(['add b', 'add c']);
    expect(bundlesInput(chosen)).toEqual([{ bundleId: 'x', levelId: 'w', mark: 'mark of xw' }]);
    expect(names(choose(chosen, read))).toEqual(['add a', 'add b']);
  });

  test('whose level is gone is the lowest that there is now, and none where it offers nothing', () => {
    const [read, write] = [option('x', [A], [], 'r'), option('x', [B], [], 'w')];
    expect(choiceNow({ choices: [read, write] }, 'w')).toBe(write);
    expect(choiceNow({ choices: [read, write] }, 'gone')).toBe(read);
    expect(choiceNow({ choices: [read, write] }, undefined)).toBe(read);
    expect(choiceNow({ choices: [] }, 'r')).toBeUndefined();
  });
});

describe('a bundle that is asked for again', () => {
  const read = { id: 'r', name: 'read' };
  const asked = {
    bundleId: 'x',
    levelId: 'r',
    name: 'X, read',
    policyVersion: 3,
    contents: [
      { kind: 'group', groupId: 'a' },
      { kind: 'group', groupId: 'b' },
    ],
  } as const;
  const offer = (over: Partial<BundleChoiceOption> = {}, bundleId = 'x') => ({
    bundleId,
    name: 'X',
    description: '',
    owner: undefined,
    choices: [
      {
        level: read,
        name: 'X, read',
        mark: markOf({ name: over.name ?? 'X, read', contents: over.contents ?? [B, A] }),
        contents: [B, A],
        missing: [],
        ...over,
      },
    ],
  });

  test('is chosen as it was, where the policy still has just that', () => {
    const { chosen, changed } = bundlesAgain([asked], [offer()]);
    expect(changed).toEqual([]);
    expect(chosen).toMatchObject([
      { bundleId: 'x', levelId: 'r', name: 'X, read', contents: [B, A], asksForRest: true },
    ]);
    expect(bundlesInput({ access: [add(A)], bundles: chosen })).toMatchObject([{ levelId: 'r' }]);
  });

  test('of which something can’t be asked for here waits until they ask for the rest', () => {
    const part = offer({ missing: [{ why: 'otherProject', count: 1 }] });
    expect(bundlesAgain([asked], [part]).chosen).toMatchObject([{ asksForRest: false }]);
  });

  test.each([
    ['is called otherwise', [offer({ name: 'X, look' })]],
    ['has something else in it', [offer({ contents: [A, B, C] })]],
    ['has no such level', [offer({ level: { id: 'w', name: 'read' } })]],
    ['has no levels any more', [offer({ level: undefined })]],
    ['is gone', [offer({}, 'y')]],
    ['is offered nowhere', []],
  ])('that %s is not', (_, offered) => {
    expect(bundlesAgain([asked], offered)).toEqual({ chosen: [], changed: [asked] });
  });
});
