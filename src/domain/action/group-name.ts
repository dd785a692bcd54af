import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { dashedLook, findLookAlike } from '../look-alike/look-alike';
import { reservedAs } from '../protection/reserved-name';

/** doc: Jira Cloud group names: at most 255 characters. */
const GROUP_NAME_MAX = 255;
/** Separators, controls and marks that change the direction: nobody sees them in a name. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

export type GroupNameProblem = 'groupNameInvalid' | 'groupNameReserved';

/**
 * Whether a group can be created with this name, as typed. A name that reads like that of a protected
 * group is refused, however it is spelt.
 */
export function judgeGroupName(
  name: string,
  protectedNames: Iterable<string>,
): Allowed<GroupNameProblem> {
  const invalid =
    name.trim() === '' || name !== name.trim() || name.length > GROUP_NAME_MAX || UNSEEN.test(name);
  const isReserved =
    reservedAs(dashedLook(name)) !== undefined || findLookAlike(name, protectedNames) !== undefined;
  if (isReserved) return forbidden('groupNameReserved');
  return invalid ? forbidden('groupNameInvalid') : ALLOWED;
}
