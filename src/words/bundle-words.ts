import type { Change } from '#domain/action/ask';
import type { ExistingEntitlement, ExistingIds } from '#domain/action/entitlement';
import type { NotWhole } from '#domain/plan/judge-whole';
import { type AskedBundle, partsAsked } from '#domain/policy/asked-bundle';
import {
  BUNDLE_DESCRIPTION_MAX,
  BUNDLED_MAX,
  type FaultOfBundle,
  NEW_ROLES_MAX,
} from '#domain/policy/judge-bundle';
import { POLICY_NAME_MAX } from '#domain/policy/rule-name';
import { nameEntitlement } from './access-names';
import { listBare, listNames } from './listing';
import { explainPlanReason } from './plan-reason';
import { say } from './say';

/** How much is in a bundle: `3 groups, 1 role`. */
export function bundleContents(contents: readonly Pick<ExistingIds, 'kind'>[]): string {
  const count = (kind: ExistingEntitlement['kind']) =>
    contents.filter((one) => one.kind === kind).length;
  const groups = count('group');
  const roles = count('role');
  return listBare([
    ...(groups > 0
      ? [say('{count, plural, one {# group} other {# groups}}', { count: groups })]
      : []),
    ...(roles > 0 ? [say('{count, plural, one {# role} other {# roles}}', { count: roles })] : []),
  ]);
}

/** What is in a bundle, or its levels by their names. */
export const bundleInShort = ({
  contents,
  levels,
}: {
  readonly contents: readonly Pick<ExistingIds, 'kind'>[];
  readonly levels: readonly { readonly name: string }[];
}): string =>
  levels.length === 0 ? bundleContents(contents) : listBare(levels.map(({ name }) => name));

/**
 * By which bundle some of this is asked for: `Developer, read only (3 groups, 1 role)`; where a part was left out, with that, and where
 * it is given in the place of a higher level, with what was asked for. What is in it stands in the lines.
 */
export function nameBundle(
  bundle: Pick<AskedBundle, 'name' | 'contents' | 'insteadOf'>,
  changes: readonly Pick<Change, 'verb' | 'entitlement'>[],
): string {
  const { insteadOf } = bundle;
  const named = nameWithContents(bundle, changes);
  return insteadOf === undefined
    ? named
    : say('{bundle}, in place of {asked}', { bundle: named, asked: insteadOf });
}

function nameWithContents(
  bundle: Pick<AskedBundle, 'name' | 'contents'>,
  changes: readonly Pick<Change, 'verb' | 'entitlement'>[],
): string {
  const { asked, left } = partsAsked(bundle, changes);
  const { name } = bundle;
  const contents = bundleContents(asked);
  if (left.length === 0) return say('{name} ({contents})', { name, contents });
  return contents === ''
    ? say('{name} (without all that is in it)', { name })
    : say('{name} ({contents}; without {left})', { name, contents, left: bundleContents(left) });
}

/** What a request is that brings people to what a bundle has by now. */
export const followsBundle = (bundle: string): string =>
  say(
    'To those who have {bundle}, as it was changed. What is added ends by when their {bundle} was to end as this was asked for, also if that ends sooner.',
    { bundle },
  );

/** A part of a bundle that can't be asked for, and why. */
export function partNotToBeHad({ entitlement, verdict }: NotWhole['parts'][number]): string {
  const { like, rule } = { like: undefined, rule: undefined, ...verdict };
  const { what, why } = explainPlanReason(verdict.reason, like, rule);
  return say('{name}: {what}. {why}', { name: nameEntitlement(entitlement), what, why });
}

/**
 * What to do about a bundle that can't be kept as it is, in a sentence. `nameOf`: what a group or a role is called by whoever
 * sent it; nobody else knows.
 */
export function bundleFaultInShort(
  one: FaultOfBundle,
  nameOf: (ids: ExistingIds) => string = idOf,
): string {
  switch (one.fault) {
    case 'noName':
      return say('Give the bundle a name.');
    case 'nameTooLong':
      return say('Use at most {most} characters for the name.', { most: POLICY_NAME_MAX });
    case 'nameTaken':
      return say('Another bundle has this name: choose another one.');
    case 'descriptionTooLong':
      return say('Use at most {most} characters for the description.', {
        most: BUNDLE_DESCRIPTION_MAX,
      });
    case 'empty':
      return one.levelId === undefined
        ? say('Choose what is in the bundle.')
        : say('Choose what is in the level.');
    case 'noLevelName':
      return say('Give the level a name.');
    case 'levelNameTooLong':
      return say('Use at most {most} characters for the name of the level.', {
        most: POLICY_NAME_MAX,
      });
    case 'levelNameTaken':
      return say(
        'With the name of the bundle, this level reads like another level or bundle: choose another name.',
      );
    case 'besideLevels':
      return say('Put all that is in the bundle into its levels.');
    case 'tooMuchInAll':
      return say('There is room for {most} groups and roles in all bundles together.', {
        most: BUNDLED_MAX,
      });
    case 'contentsUnknown':
      return say(
        'Nobody can ask for {names}: a group has to be listed, and a role to be there. Take {count, plural, one {it} other {them}} out, or list the group first.',
        { names: listNames(one.contents.map(nameOf), 'or'), count: one.contents.length },
      );
    case 'tooManyNewRoles':
      return say(
        'At most {most} roles can be put into bundles in one go. Save without the others, and add them then.',
        { most: NEW_ROLES_MAX },
      );
    case 'ownerUnknown':
      return say('Jira does not know this person. Name somebody else, or nobody.');
  }
}

const idOf = (ids: ExistingIds): string => (ids.kind === 'group' ? ids.groupId : ids.roleId);
