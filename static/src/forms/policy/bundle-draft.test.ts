import { describe, expect, test } from 'vitest';
import type { ExistingEntitlement } from '#domain/action/entitlement';
import { movedLevel, newBundle, newLevel, withLevel, withoutLevel } from './bundle-draft';

const group = (name: string): ExistingEntitlement => ({ kind: 'group', groupId: name, name });
const plain = { ...newBundle('b'), contents: [group('a')] };
const read = { ...newLevel('r'), contents: [group('a')] };
const write = { ...newLevel('w'), contents: [group('b')] };
const levelled = { ...plain, contents: [], levels: [read, write] };

describe('the levels of a bundle that is edited', () => {
  test('begin with what is in it, and go on with nothing', () => {
    expect(withLevel(plain, newLevel('r'))).toEqual({ ...plain, contents: [], levels: [read] });
    const three = withLevel(levelled, newLevel('x'));
    expect(three.levels).toEqual([read, write, newLevel('x')]);
  });

  test('are gone with the last of them, and what was in it stays in the bundle', () => {
    expect(withoutLevel(levelled, 'w').levels).toEqual([read]);
    expect(withoutLevel({ ...plain, contents: [], levels: [read] }, 'r')).toEqual(plain);
    expect(withoutLevel(plain, 'none')).toEqual(plain);
  });

  test('change places with their neighbours, and go no further than the ends', () => {
    const ids = (bundle: typeof levelled) => bundle.levels.map(({ id }) => id);
    expect(ids(movedLevel(levelled, 'r', 1) as typeof levelled)).toEqual(['w', 'r']);
    expect(ids(movedLevel(levelled, 'w', -1) as typeof levelled)).toEqual(['w', 'r']);
    expect(movedLevel(levelled, 'w', 1)).toBe(levelled);
    expect(movedLevel(levelled, 'r', -1)).toBe(levelled);
    expect(movedLevel(levelled, 'none', 1)).toBe(levelled);
  });
});
