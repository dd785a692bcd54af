import type { ExistingIds } from '../action/entitlement';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import type { Bundle } from './bundle';
import { type NameFault, nameFaults } from './rule-name';

export const BUNDLE_DESCRIPTION_MAX = 200;
/** Roles that one save puts into bundles for the first time: each is asked of the site, which takes a call. */
export const NEW_ROLES_MAX = 40;

/** Why a bundle can't be kept as it is. */
export type FaultOfBundle =
  | NameFault
  | { readonly fault: 'descriptionTooLong' | 'empty' }
  /** Groups that are not listed, and roles that the site does not have, which were not in it before. */
  | { readonly fault: 'contentsUnknown'; readonly contents: readonly ExistingIds[] }
  /** More roles are new to bundles than one save can ask the site for. */
  | { readonly fault: 'tooManyNewRoles' }
  | { readonly fault: 'ownerUnknown'; readonly accountId: string };

/** What a bundle names that can't be asked for, or that nobody knows, where Jira and the site were asked. */
export interface UnknownOfBundle {
  readonly contents: readonly ExistingIds[];
  readonly tooMany: boolean;
  readonly owner: string | undefined;
}

const NOTHING_UNKNOWN: UnknownOfBundle = { contents: [], tooMany: false, owner: undefined };

/** Whether a bundle of these can be kept. All that is wrong with it, in the order of its parts. */
export function judgeBundle(
  bundle: Bundle,
  all: readonly Bundle[],
  { contents, tooMany, owner }: UnknownOfBundle = NOTHING_UNKNOWN,
): Allowed<readonly FaultOfBundle[]> {
  const faults: FaultOfBundle[] = [
    ...nameFaults(bundle, all),
    ...(bundle.description.length > BUNDLE_DESCRIPTION_MAX
      ? [{ fault: 'descriptionTooLong' } as const]
      : []),
    ...(owner === undefined ? [] : [{ fault: 'ownerUnknown', accountId: owner } as const]),
    ...(bundle.contents.length === 0 ? [{ fault: 'empty' } as const] : []),
    ...(contents.length === 0 ? [] : [{ fault: 'contentsUnknown', contents } as const]),
    ...(tooMany ? [{ fault: 'tooManyNewRoles' } as const] : []),
  ];
  return faults.length === 0 ? ALLOWED : forbidden(faults);
}
