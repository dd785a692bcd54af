import { dashedLook, lookAlikeAmong } from '../look-alike/look-alike';
import { RESERVED_NAMES, reservedAs } from './reserved-name';

/** How Atlassian names the administrators of Jira on one site, and those of another product. */
const READS_AS = { reservedName: 'jira-admins-…', siteAdminName: '…-admins-…' } as const;

/**
 * Tells the protected name that another reads like, however it is spelt, and its own as well: of one of these groups, one
 * that is reserved, or one as Atlassian names the administrators of a product on a site.
 */
export function likeProtected(
  namesOfProtected: Iterable<string>,
): (name: string) => string | undefined {
  const among = lookAlikeAmong([...RESERVED_NAMES, ...namesOfProtected]);
  return (name) => {
    const pattern = reservedAs(dashedLook(name));
    return among(name) ?? (pattern && READS_AS[pattern]);
  };
}
