import type { SiteGroup } from '../atlassian';
import type { Site } from '../site/site';
import { refuse } from './refusal';

/** The group that `groupId` or `groupname` names; exactly one of them must be given. */
export function groupAsked(
  site: Site,
  query: URLSearchParams,
  names: readonly [id: string, name: string] = ['groupId', 'groupname'],
): SiteGroup {
  const id = query.get(names[0]);
  const name = query.get(names[1]);
  if ((id === null) === (name === null))
    throw refuse(400, `Exactly one of '${names[1]}' or '${names[0]}' must be provided.`);
  if (id !== null) {
    const group = site.groups.byId(id);
    if (group === undefined) throw refuse(404, `The group with id '${id}' does not exist.`);
    return group;
  }
  const group = site.groups.byName(name ?? '');
  if (group === undefined) throw refuse(404, `The group named '${name}' does not exist.`);
  return group;
}
