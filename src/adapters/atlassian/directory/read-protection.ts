import { protectionOf } from '#domain/protection/group-protection';
import type { SiteProtection } from '#ports/directory';
import type { SiteClient } from '../client/site-client';
import { isLabelledAdmin, pickGroups, showsLabels } from './find-groups';
import { readAdministering } from './read-administering';
import type { EveryGroup } from './read-all-groups';
import type { Recent } from './recent';

/** Every group that is protected, by all ways at once, and what all groups are called. */
export async function readProtection(
  client: SiteClient,
  recent: Recent,
  readEveryGroup: EveryGroup,
): Promise<SiteProtection> {
  const [administering, picked] = await Promise.all([
    readAdministering(client, recent),
    pickGroups(client, ''),
  ]);
  const every = picked.isWhole ? picked.groups : await recent.get('every group', readEveryGroup);
  const labelled = new Map(picked.groups.map((one) => [one.groupId, isLabelledAdmin(one)]));
  const named = new Map([...picked.groups, ...(every ?? [])].map((one) => [one.groupId, one.name]));
  if (administering.known) {
    for (const [groupId, name] of [...administering.site, ...administering.jira]) {
      named.set(groupId, name);
    }
  }
  const groups = [...named].flatMap(([groupId, name]) => {
    const group = { groupId, name, labelled: labelled.get(groupId) ?? false };
    const protection = protectionOf(group, administering).filter((one) => one !== 'notKnown');
    return protection.length === 0 ? [] : [{ groupId, name, protection }];
  });
  return {
    doubt: administering.known ? (showsLabels(picked) ? undefined : 'empty') : administering.doubt,
    groups,
    labelsAreWhole: picked.isWhole,
    names: [...named.values()],
    namesAreWhole: every !== undefined,
  };
}
