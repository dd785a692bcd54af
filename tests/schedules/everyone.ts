import type { World } from '../support/open-world';

/** Beside groups and roles, as things that somebody may get: an account, and (for a group) to be there. */
export const ACCOUNT = 'account';
export const GROUP = 'group';

/** In the bin, a project is there for nobody. */
const PLACES = `
  SELECT group_id || '|' || account_id AS place FROM site_membership
  UNION ALL SELECT p.project_key || '/' || r.name || '|' || a.subject
    FROM site_actor a JOIN site_project p ON p.id = a.project_id JOIN site_role r ON r.id = a.role_id
    WHERE p.id NOT IN (SELECT project_id FROM site_recycle_bin)
  UNION ALL SELECT '${ACCOUNT}|' || account_id FROM site_person
  UNION ALL SELECT '${GROUP}|' || group_id FROM site_group`;

/**
 * Every member of every group, every actor of every role, every account and every group, as `thing|id`:
 * whoever they are, whatever they are called. In one statement: it is looked at with every change of the site.
 */
export function everyone({ platform }: World): ReadonlySet<string> {
  return new Set(
    platform.database
      .prepare(PLACES)
      .all()
      .map(({ place }) => String(place)),
  );
}
