/** The ids of each name. Where a name has several, it does not say who or what is meant. */
export function idsByName(all: readonly (readonly [name: string, id: string])[]) {
  const ids = new Map<string, Set<string>>();
  for (const [name, id] of all) ids.set(name, (ids.get(name) ?? new Set()).add(id));
  return ids;
}

export const nameOrBoth = (
  name: string,
  id: string,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
) => ((ids.get(name)?.size ?? 0) > 1 ? `${name} (${id})` : name);
