import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { findLookAlike } from '../look-alike/look-alike';
import { likeProtected } from '../protection/like-protected';

/** doc: Jira Cloud group names: at most 255 characters. */
const GROUP_NAME_MAX = 255;
/** Separators, controls and marks that change the direction: nobody sees them in a name. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

export type GroupNameProblem =
  | { readonly problem: 'groupNameInvalid' | 'groupNameReserved' }
  | { readonly problem: 'groupNameLookAlike'; readonly like: string };

/** Names that a new one must not be mistaken for. */
export interface OtherNames {
  readonly ofProtected: Iterable<string>;
  /** Of groups that the policy lists, and of those on the site. */
  readonly ofOthers: Iterable<string>;
}

/**
 * Whether a group can be created with this name, as typed. A name that reads like that of another group is
 * refused, however it is spelt: whoever is asked later for the one would give the other.
 */
export function judgeGroupName(
  name: string,
  { ofProtected, ofOthers }: OtherNames,
): Allowed<GroupNameProblem> {
  const invalid =
    name.trim() === '' || name !== name.trim() || name.length > GROUP_NAME_MAX || UNSEEN.test(name);
  const isReserved = likeProtected(ofProtected)(name) !== undefined;
  if (isReserved) return forbidden({ problem: 'groupNameReserved' });
  if (invalid) return forbidden({ problem: 'groupNameInvalid' });
  const like = findLookAlike(name, ofOthers);
  return like === undefined ? ALLOWED : forbidden({ problem: 'groupNameLookAlike', like });
}
