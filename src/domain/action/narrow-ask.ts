import type { Ask } from './ask';

/**
 * The part of an ask whose actions pass, in the same order; subjects and changes that nothing is left
 * of are gone. `passes` is asked once for each action, numbered as `actionsOf` numbers them.
 */
export function narrowAsk(ask: Ask, passes: (action: number) => boolean): Ask {
  let action = 0;
  const kept = ask.changes.map((change) => ({
    ...change,
    subjects: change.subjects.filter(() => passes(action++)),
  }));
  const positions = [...new Set(kept.flatMap((change) => change.subjects))].sort((a, b) => a - b);
  const moved = new Map(positions.map((position, index) => [position, index]));
  return {
    subjects: ask.subjects.filter((_, position) => moved.has(position)),
    changes: kept
      .filter((change) => change.subjects.length > 0)
      .map((change) => ({
        ...change,
        subjects: change.subjects.flatMap((position) => moved.get(position) ?? []),
      })),
  };
}
