import { CHANGES_MAX } from '#contract/limits';
import { entitlementKey, unnamed } from '#domain/action/entitlement';
import { allContents, choicesOf } from '#domain/policy/bundle';
import { type FaultOfBundle, judgeBundle } from '#domain/policy/judge-bundle';
import { keptRuleName } from '#domain/policy/rule-name';
import type { RefusedBundle } from '#domain/policy/unlock';
import { nameEntitlement } from '#words/access-names';
import { bundleFaultInShort } from '#words/bundle-words';
import { say } from '#words/say';
import type { BundleDraft } from './bundle-draft';

/** A field of the editor of a bundle. */
export type BundleField =
  | 'name'
  | 'description'
  | 'owner'
  | 'contents'
  | `level-${string}-${'name' | 'contents'}`;

/** In the order in which they follow each other. */
const fieldsOf = ({ levels }: BundleDraft): readonly BundleField[] => [
  'name',
  'description',
  'owner',
  'contents',
  ...levels.flatMap(({ id }) => [`level-${id}-name`, `level-${id}-contents`] as const),
];

/** What is wrong with a bundle, at each field of it, in the order of the fields. */
export type BundleProblems = ReadonlyMap<BundleField, string>;

/** Of the control that has the focus where something is wrong with a field. */
export const bundleFieldId = (bundleId: string, field: BundleField) =>
  `bundle-${bundleId}-${field}`;

/** Where it is chosen what is in a bundle; of one with levels, in the lowest. */
export const firstContentsId = (bundle: BundleDraft): string =>
  bundleFieldId(bundle.id, contentsField(bundle.levels[0]?.id));

const contentsField = (levelId: string | undefined): BundleField =>
  levelId === undefined ? 'contents' : `level-${levelId}-contents`;

/** All that keeps a bundle of these from being saved. */
export function problemsOfBundle(draft: BundleDraft, all: readonly BundleDraft[]): BundleProblems {
  const judged = judgeBundle(draft, all);
  const faults = judged.allowed ? [] : judged.why;
  const tooMuch = choicesOf(draft).filter(({ contents }) => contents.length > CHANGES_MAX);
  return inOrder(draft, [
    ...faults.map(atField(draft)),
    ...tooMuch.map(
      ({ level }) =>
        [
          contentsField(level?.id),
          say('Choose at most {most} groups and roles.', { most: CHANGES_MAX }),
        ] as const,
    ),
  ]);
}

/** What the app has against bundles as they were sent, at their fields. */
export function refusedBundleProblems(
  sent: readonly BundleDraft[],
  refused: readonly RefusedBundle[],
): ReadonlyMap<BundleDraft, BundleProblems> {
  return new Map(
    sent.flatMap((bundle) => {
      const faults = refused.filter(({ bundleId }) => bundleId === bundle.id);
      return faults.length === 0
        ? []
        : [[bundle, inOrder(bundle, faults.map(atField(bundle)))] as const];
    }),
  );
}

/** The first problem of the first bundle that has one, with the name of the bundle. */
export function bundlesProblem(bundles: readonly BundleDraft[]): string | undefined {
  for (const draft of bundles) {
    const [problem] = problemsOfBundle(draft, bundles).values();
    if (problem === undefined) continue;
    const name = keptRuleName(draft.name);
    return name === '' ? problem : say('{name}: {problem}', { name, problem });
  }
  return undefined;
}

/** The id of the first control of these bundles with which something is wrong. */
export function firstFaultyBundleId(
  bundles: readonly BundleDraft[],
  problems: (bundle: BundleDraft) => BundleProblems | undefined,
): string | undefined {
  for (const bundle of bundles) {
    const [field] = problems(bundle)?.keys() ?? [];
    if (field !== undefined) return bundleFieldId(bundle.id, field);
  }
  return undefined;
}

function inOrder(
  bundle: BundleDraft,
  problems: readonly (readonly [BundleField, string])[],
): BundleProblems {
  const found = new Map(problems);
  return new Map(
    fieldsOf(bundle).flatMap((field) => {
      const problem = found.get(field);
      return problem === undefined ? [] : [[field, problem] as const];
    }),
  );
}

const atField =
  (bundle: BundleDraft) =>
  (one: FaultOfBundle): readonly [BundleField, string] => {
    const named = new Map(
      allContents(bundle).map((each) => [entitlementKey(each), nameEntitlement(each)]),
    );
    const nameOf = (ids: Parameters<typeof unnamed>[0]) => {
      const unknown = unnamed(ids);
      return named.get(entitlementKey(unknown)) ?? nameEntitlement(unknown);
    };
    return [fieldOf(one, bundle), bundleFaultInShort(one, nameOf)];
  };

function fieldOf(one: FaultOfBundle, { levels }: BundleDraft): BundleField {
  switch (one.fault) {
    case 'noName':
    case 'nameTooLong':
    case 'nameTaken':
      return 'name';
    case 'descriptionTooLong':
      return 'description';
    case 'ownerUnknown':
      return 'owner';
    case 'noLevelName':
    case 'levelNameTooLong':
    case 'levelNameTaken':
      return `level-${one.levelId}-name`;
    case 'empty':
    case 'contentsUnknown':
      return contentsField(one.levelId);
    case 'besideLevels':
    case 'tooManyNewRoles':
    case 'tooMuchInAll':
      return contentsField(levels[0]?.id);
  }
}
