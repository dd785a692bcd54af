import { type ExistingIds, entitlementKey, unnamed } from '../action/entitlement';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { type Bundle, choicesOf, type Level, nameOfLevel } from './bundle';
import { type NameFault, nameFaults, readsTheSame } from './rule-name';

export const BUNDLE_DESCRIPTION_MAX = 200;
/** Roles that one save puts into bundles for the first time: each is asked of the site, which takes a call. */
export const NEW_ROLES_MAX = 40;
/** Groups and roles in all bundles and levels together: a policy is read whole, with every request. */
export const BUNDLED_MAX = 1_000;

/** Why a bundle can't be kept as it is. */
export type FaultOfBundle =
  | NameFault
  | { readonly fault: 'descriptionTooLong' }
  /** Nothing is in it, or in that level of it. */
  | ({ readonly fault: 'empty' } & InLevel)
  /** Groups that are not listed, and roles that the site does not have, which were not in it before. */
  | ({ readonly fault: 'contentsUnknown'; readonly contents: readonly ExistingIds[] } & InLevel)
  | { readonly fault: LevelNameFault; readonly levelId: string }
  /** It has levels, and something besides that is in none of them. */
  | { readonly fault: 'besideLevels' }
  /** More roles are new to bundles than one save can ask the site for. */
  | { readonly fault: 'tooManyNewRoles' }
  /** With it, more is in all bundles than a policy has room for. */
  | { readonly fault: 'tooMuchInAll' }
  | { readonly fault: 'ownerUnknown'; readonly accountId: string };

interface InLevel {
  readonly levelId?: string;
}

/** `levelNameTaken`: another level of it, or a bundle or a level of one, reads the same. */
type LevelNameFault = 'noLevelName' | 'levelNameTooLong' | 'levelNameTaken';

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
  unknown: UnknownOfBundle = NOTHING_UNKNOWN,
): Allowed<readonly FaultOfBundle[]> {
  const { owner, tooMany } = unknown;
  const faults: FaultOfBundle[] = [
    ...nameFaults(bundle, all),
    ...(bundle.description.length > BUNDLE_DESCRIPTION_MAX
      ? [{ fault: 'descriptionTooLong' } as const]
      : []),
    ...(owner === undefined ? [] : [{ fault: 'ownerUnknown', accountId: owner } as const]),
    ...(bundle.levels.length > 0 && bundle.contents.length > 0
      ? [{ fault: 'besideLevels' } as const]
      : []),
    ...bundle.levels.flatMap((level) => levelNameFaults(level, bundle, all)),
    ...contentsFaults(bundle, unknown),
    ...(tooMany ? [{ fault: 'tooManyNewRoles' } as const] : []),
    ...(isTooMuchWith(bundle, all) ? [{ fault: 'tooMuchInAll' } as const] : []),
  ];
  return faults.length === 0 ? ALLOWED : forbidden(faults);
}

function levelNameFaults(
  level: Level,
  bundle: Bundle,
  all: readonly Bundle[],
): readonly FaultOfBundle[] {
  const { id: levelId } = level;
  return [
    ...nameFaults(level, bundle.levels).map(({ fault }) => ({ fault: OF_LEVEL[fault], levelId })),
    ...(isTakenInFull(level, bundle, all) ? [{ fault: 'levelNameTaken', levelId } as const] : []),
  ];
}

const OF_LEVEL: Readonly<Record<NameFault['fault'], LevelNameFault>> = {
  noName: 'noLevelName',
  nameTooLong: 'levelNameTooLong',
  nameTaken: 'levelNameTaken',
};

/** Whether its full name is told from a bundle of that name, or from a level of one before it, by nobody. */
function isTakenInFull(level: Level, bundle: Bundle, all: readonly Bundle[]): boolean {
  const name = nameOfLevel(bundle.name, level.name);
  const before = all.slice(0, Math.max(0, all.indexOf(bundle)));
  const others = [
    ...all.filter((other) => other !== bundle).map((other) => other.name),
    ...before.flatMap((other) => (other.levels.length > 0 ? choicesOf(other) : [])).map(nameIn),
  ];
  return others.some((other) => readsTheSame(other, name));
}

const nameIn = ({ name }: { readonly name: string }): string => name;

function contentsFaults(bundle: Bundle, unknown: UnknownOfBundle): readonly FaultOfBundle[] {
  return choicesOf(bundle).flatMap(({ level, contents }): readonly FaultOfBundle[] => {
    const where = level === undefined ? {} : { levelId: level.id };
    if (contents.length === 0) return [{ fault: 'empty', ...where }];
    const notKnown = unknown.contents.filter((ids) =>
      contents.some((one) => entitlementKey(one) === entitlementKey(unnamed(ids))),
    );
    return notKnown.length === 0
      ? []
      : [{ fault: 'contentsUnknown', contents: notKnown, ...where }];
  });
}

function isTooMuchWith(bundle: Bundle, all: readonly Bundle[]): boolean {
  const place = all.indexOf(bundle);
  const upTo = (end: number) =>
    all
      .slice(0, end)
      .flatMap(choicesOf)
      .reduce((sum, { contents }) => sum + contents.length, 0);
  return upTo(place) <= BUNDLED_MAX && upTo(place + 1) > BUNDLED_MAX;
}
