import type { InputOf } from '#contract/api';
import type { BundleChoiceOption, BundleOption } from '#contract/views';
import { type ExistingEntitlement, entitlementKey, unnamed } from '#domain/action/entitlement';
import type { AskedBundle } from '#domain/policy/asked-bundle';
import { markOf } from '#domain/policy/find-bundles';
import { type AskedAccess, accessKey } from './access-option';

/** A bundle by which some of what is asked for was chosen, or a level of it, as it was then. */
export interface ChosenBundle extends Pick<BundleChoiceOption, 'name' | 'mark'> {
  readonly bundleId: string;
  readonly levelId?: string | undefined;
  /** What it put among what is asked for. */
  readonly contents: readonly ExistingEntitlement[];
  /** Something that is in it can't be asked for here, and they have not said yet that they ask for the rest. */
  readonly asksForRest: boolean;
}

interface Chosen {
  readonly access: readonly AskedAccess[];
  /** None, in what was kept by an earlier version of the form. */
  readonly bundles?: readonly ChosenBundle[];
}

/**
 * With a bundle, or with a level in the place of another of the same bundle: what is in it is asked for beside what is there, as if
 * each had been chosen by itself.
 */
export function withBundle(
  chosen: Chosen,
  { bundleId }: Pick<BundleOption, 'bundleId'>,
  { level, name, mark, contents, missing }: BundleChoiceOption,
): Required<Chosen> {
  const { access, bundles } = withoutBundle(chosen, bundleId);
  const own = new Set(contents.map(entitlementKey));
  const there = new Set(access.map(accessKey));
  const added = contents.filter((one) => !there.has(entitlementKey(one)));
  return {
    access: [
      // What was to be taken away is given by a bundle that has it.
      ...access.map((one) => (own.has(accessKey(one)) ? { ...one, verb: 'add' as const } : one)),
      ...added.map((entitlement) => ({ entitlement, verb: 'add' as const })),
    ],
    bundles: [
      ...bundles,
      {
        bundleId,
        levelId: level?.id,
        name,
        mark,
        contents,
        asksForRest: missing.length === 0,
      },
    ],
  };
}

/** Without a bundle and all that it put there, but for what another one has too. */
export function withoutBundle(
  { access, bundles = [] }: Chosen,
  bundleId: string,
): Required<Chosen> {
  const rest = bundles.filter((one) => one.bundleId !== bundleId);
  const keysOf = (all: readonly ChosenBundle[]) =>
    new Set(all.flatMap(({ contents }) => contents.map(entitlementKey)));
  const gone = keysOf(bundles.filter((one) => one.bundleId === bundleId));
  const stays = keysOf(rest);
  return {
    access: access.filter((one) => stays.has(accessKey(one)) || !gone.has(accessKey(one))),
    bundles: rest,
  };
}

/** Without what of it can't be had: they know, and ask for the rest. */
export function withTheRest(
  { access, bundles = [] }: Chosen,
  bundleId: string,
  refused: readonly ExistingEntitlement[],
): Required<Chosen> {
  const out = new Set(refused.map(entitlementKey));
  return {
    access: access.filter((one) => !out.has(accessKey(one))),
    bundles: bundles.map((one) =>
      one.bundleId === bundleId ? { ...one, asksForRest: true } : one,
    ),
  };
}

/** What is chosen of a bundle as it is offered now: where its level is gone, the lowest, and no higher one. */
export function choiceNow(
  { choices }: Pick<BundleOption, 'choices'>,
  levelId: string | undefined,
): BundleChoiceOption | undefined {
  return choices.find(({ level }) => level?.id === levelId) ?? choices[0];
}

/** What becomes of the bundles of a request that is asked for again. */
export interface BundlesAgain {
  readonly chosen: readonly ChosenBundle[];
  /** By their names: those that are not as they were, or not offered where it is asked. */
  readonly changed: readonly AskedBundle[];
}

/** A bundle is chosen again only as it was: by another that is called the same, nobody has asked for what is in it. */
export function bundlesAgain(
  asked: readonly AskedBundle[],
  offered: readonly BundleOption[],
): BundlesAgain {
  const chosen: ChosenBundle[] = [];
  const changed: AskedBundle[] = [];
  for (const one of asked) {
    const { bundleId, levelId, name } = one;
    const was = markOf({ name, contents: one.contents.map(unnamed) });
    const now = offered
      .find((option) => option.bundleId === bundleId)
      ?.choices.find(({ level, mark }) => level?.id === levelId && mark === was);
    if (now === undefined) changed.push(one);
    else {
      const { mark, contents, missing } = now;
      chosen.push({ bundleId, levelId, name, mark, contents, asksForRest: missing.length === 0 });
    }
  }
  return { chosen, changed };
}

/** Those of which something is still asked for: a bundle whose last part was taken out is chosen no more. */
export function stillChosen({ access, bundles = [] }: Chosen): readonly ChosenBundle[] {
  const given = new Set(access.filter(({ verb }) => verb === 'add').map(accessKey));
  return bundles.filter(({ contents }) => contents.some((one) => given.has(entitlementKey(one))));
}

/** How they are named as it is asked. */
export const bundlesInput = (chosen: Chosen): InputOf<'request.preview'>['bundles'] => {
  const named = stillChosen(chosen).map(({ bundleId, levelId, mark }) => ({
    bundleId,
    levelId,
    mark,
  }));
  return named.length === 0 ? undefined : named;
};
