import type { Bundle, Level } from '#domain/policy/bundle';

/** A bundle as it is being edited. */
export type BundleDraft = Bundle;
export type LevelDraft = Level;

export const newBundle = (id: string): BundleDraft => ({
  id,
  name: '',
  description: '',
  owner: undefined,
  contents: [],
  levels: [],
});

export const newLevel = (id: string): LevelDraft => ({ id, name: '', contents: [] });

/** With one more level, above the others. What was in a bundle without levels is in its first one. */
export function withLevel(bundle: BundleDraft, level: LevelDraft): BundleDraft {
  const { contents, levels } = bundle;
  return levels.length === 0
    ? { ...bundle, contents: [], levels: [{ ...level, contents }] }
    : { ...bundle, levels: [...levels, level] };
}

/** Without a level. What was in the last one is in the bundle itself: it has no levels any more. */
export function withoutLevel(bundle: BundleDraft, levelId: string): BundleDraft {
  const levels = bundle.levels.filter(({ id }) => id !== levelId);
  const gone = bundle.levels.find(({ id }) => id === levelId);
  return levels.length === 0
    ? { ...bundle, levels, contents: gone?.contents ?? bundle.contents }
    : { ...bundle, levels };
}

/** With a level one place higher, or lower. */
export function movedLevel(bundle: BundleDraft, levelId: string, by: 1 | -1): BundleDraft {
  const from = bundle.levels.findIndex(({ id }) => id === levelId);
  const other = bundle.levels[from + by];
  const level = bundle.levels[from];
  if (level === undefined || other === undefined) return bundle;
  return {
    ...bundle,
    levels: bundle.levels.map((one) => (one === level ? other : one === other ? level : one)),
  };
}
