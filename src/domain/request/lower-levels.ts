import type { Ask } from '../action/ask';
import {
  type ExistingEntitlement,
  type ExistingIds,
  entitlementKey,
  isExisting,
  unnamed,
} from '../action/entitlement';
import { ok, type Result, refuse } from '../lib/result';
import { type AskedBundle, askedBundleOf, type LevelInPlace } from '../policy/asked-bundle';
import { type BundleChoice, choicesOf } from '../policy/bundle';
import { markOf, type NamedBundle } from '../policy/find-bundles';
import type { Policy } from '../policy/policy';

type Asked = {
  readonly ask: Ask;
  readonly bundles?: readonly AskedBundle[];
};
type WithBundles = Pick<Policy, 'bundles' | 'version'>;

/** A level below the one that was asked for, and what speaks against giving it in its place. */
export interface LowerLevel {
  readonly levelId: string;
  /** With that of its bundle. */
  readonly name: string;
  readonly mark: string;
  /** Numbers of the steps that go with what is only in the level that was asked for. */
  readonly leftOut: readonly number[];
  /** What is in it and was not asked for, or was left out since: nobody has approved that. */
  readonly notAskedFor: readonly ExistingEntitlement[];
  /** What would have to go and is for others to decide. */
  readonly ofOthers: readonly ExistingEntitlement[];
}

/** Of a level that was asked for, those below it. */
export interface LevelsBelow {
  readonly bundleId: string;
  /** What was asked for. */
  readonly asked: string;
  /** The lowest first; none where the policy does not have the one that was asked for any more. */
  readonly levels: readonly LowerLevel[];
}

/** Whether a level can be given in the place of a higher one: all that is in it was asked for, and what goes is theirs to leave out. */
const canBeGiven = ({ leftOut, notAskedFor, ofOthers }: LowerLevel): boolean =>
  leftOut.length > 0 && notAskedFor.length === 0 && ofOthers.length === 0;

/**
 * What can be approved in the place of the levels that were asked for. A lower level is no ask of its own: it is the lines that are in
 * it, without the others of the level that was asked for. `theirs`: the changes that whoever looks would approve now.
 */
export function levelsBelow(
  request: Asked,
  policy: Pick<WithBundles, 'bundles'>,
  theirs: ReadonlySet<number>,
): readonly LevelsBelow[] {
  return (request.bundles ?? []).flatMap((asked) => {
    if (asked.levelId === undefined) return [];
    const bundle = policy.bundles.find(({ id }) => id === asked.bundleId);
    const choices = bundle === undefined ? [] : choicesOf(bundle);
    const place = choices.findIndex(({ level }) => level?.id === asked.levelId);
    const levels = choices
      .slice(0, Math.max(0, place))
      .flatMap((choice) => lowerLevel(request, asked, choice, theirs) ?? []);
    return [{ bundleId: asked.bundleId, asked: asked.name, levels }];
  });
}

function lowerLevel(
  { ask, bundles = [] }: Asked,
  asked: AskedBundle,
  choice: BundleChoice,
  theirs: ReadonlySet<number>,
): LowerLevel | undefined {
  if (choice.level === undefined) return undefined;
  const keeps = new Set([
    ...choice.contents.map(entitlementKey),
    // What another bundle was chosen for as well stays for that one.
    ...bundles.filter((one) => one !== asked).flatMap(keysOf),
  ]);
  const ofAsked = new Set(keysOf(asked));
  const given = new Set<string>();
  const leftOut: number[] = [];
  const ofOthers: ExistingEntitlement[] = [];
  let first = 0;
  for (const [place, { verb, entitlement, subjects }] of ask.changes.entries()) {
    const steps = subjects.map((_, at) => first + at);
    first += subjects.length;
    const key = entitlementKey(entitlement);
    if (verb !== 'add' || !ofAsked.has(key)) continue;
    given.add(key);
    if (keeps.has(key)) continue;
    leftOut.push(...steps);
    if (!theirs.has(place) && isExisting(entitlement)) ofOthers.push(entitlement);
  }
  return {
    levelId: choice.level.id,
    name: choice.name,
    mark: markOf(choice),
    leftOut,
    notAskedFor: choice.contents.filter((one) => !given.has(entitlementKey(one))),
    ofOthers,
  };
}

const keysOf = ({ contents }: AskedBundle): readonly string[] =>
  contents.map((ids: ExistingIds) => entitlementKey(unnamed(ids)));

/** Lower levels in the place of those that were asked for. */
export interface Lowered {
  /** Numbers of steps. */
  readonly leftOut: readonly number[];
  /** The bundles of the request, by what is given of them. */
  readonly bundles: readonly AskedBundle[];
  readonly levels: readonly LevelInPlace[];
}

/** Takes the levels that whoever decides has chosen, as they were shown; of one bundle, the last. */
export function lowerTo(
  request: Asked,
  policy: WithBundles,
  theirs: ReadonlySet<number>,
  named: readonly NamedBundle[],
): Result<Lowered, { readonly code: 'levelNotLower' }> {
  const below = levelsBelow(request, policy, theirs);
  const chosen = new Map<string, LowerLevel>();
  for (const { bundleId, levelId, mark } of named) {
    const of = below.find((one) => one.bundleId === bundleId);
    const level = of?.levels.find((one) => one.levelId === levelId && one.mark === mark);
    // Whether what goes is theirs to leave out is asked of all that they leave out.
    const canBe = level !== undefined && canBeGiven({ ...level, ofOthers: [] });
    if (!canBe) return refuse({ code: 'levelNotLower' });
    chosen.set(bundleId, level);
  }
  const levels: LevelInPlace[] = [];
  const bundles = (request.bundles ?? []).map((asked) => {
    const level = chosen.get(asked.bundleId);
    const bundle = policy.bundles.find(({ id }) => id === asked.bundleId);
    const choice = bundle && choicesOf(bundle).find((one) => one.level?.id === level?.levelId);
    if (level === undefined || bundle === undefined || choice === undefined) return asked;
    levels.push({ before: asked.name, after: choice.name });
    return {
      ...askedBundleOf(bundle, choice, policy.version),
      insteadOf: asked.insteadOf ?? asked.name,
    };
  });
  return ok({ leftOut: [...chosen.values()].flatMap(({ leftOut }) => leftOut), bundles, levels });
}
