import { type ExistingEntitlement, existingIds, isOfProject } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { type BundleHolder, bundleHolders } from '#domain/holding/bundle-difference';
import {
  allThrough,
  type Following,
  followBundle,
  type MostOfRequest,
} from '#domain/holding/follow-bundle';
import {
  askedAs,
  type BundleOfPerson,
  bundleOfPeople,
  heldThrough,
} from '#domain/holding/held-by-bundle';
import { chunksOf } from '#domain/lib/chunks-of';
import { ok, type Result, refuse } from '#domain/lib/result';
import { DAY, type Instant } from '#domain/lib/time';
import { type BundleChoice, choicesOf } from '#domain/policy/bundle';
import { type BundleRefusal, markOf, type NamedBundle } from '#domain/policy/find-bundles';
import type { FollowedBundle } from '#domain/policy/followed-bundle';
import { longestOfAll, termRulesOf } from '#domain/policy/longest-term';
import type { Policy } from '#domain/policy/policy';
import type { AccessRequest, IssueRef } from '#domain/request/access-request';
import type { Term } from '#domain/term/term';
import { ifUnreadable } from '#ports/unreadable-record';
import { type Asked, type Preview, type PreviewPorts, previewRequest } from './preview-request';
import {
  type Submission,
  type SubmitPorts,
  type SubmitRefusal,
  submitRequest,
} from './submit-request';

/** A bundle, or a level of it, just as it was shown, and those who are to be brought to what is in it. */
export interface FollowQuestion {
  readonly connectionId: string;
  readonly issue: IssueRef;
  readonly requester: Person;
  readonly bundle: NamedBundle;
  /** By which requests each was found to have it. */
  readonly people: readonly {
    readonly accountId: string;
    readonly requestIds: readonly string[];
  }[];
  readonly most: MostOfRequest;
  /** Whether whoever asks sees a project: of one that they don't see, nothing is asked for. */
  readonly sees: (projectId: string) => Promise<boolean>;
}

export interface FollowPlan {
  readonly preview: Preview;
  readonly following: Following;
  readonly term: Term;
  /** The rule, or the policy by itself, that makes it shorter than some have the bundle. */
  readonly shortenedTo: { readonly days: number; readonly rule: string | undefined } | undefined;
  /** They do not have it any more, or nothing of it differs, or what they have can't be read. */
  readonly notAnyMore: number;
}

export type FollowRefusal =
  | BundleRefusal
  | { readonly code: 'nothingToChange' }
  | { readonly code: 'notConnected' };

/**
 * What one request would come to that brings those who have a bundle to what is in it by now. Who has it is asked of the records again,
 * whatever the page says; nothing is written.
 */
export async function planFollowing(
  ports: PreviewPorts,
  question: FollowQuestion,
): Promise<Result<FollowPlan, FollowRefusal>> {
  const asked = await askedOf(ports, question);
  if (!asked.ok) return asked;
  const preview = await previewRequest(ports, asked.value.asked);
  if (!preview.ok) return preview;
  const { following, shortenedTo, notAnyMore } = asked.value;
  const { term } = asked.value.asked;
  return ok({ preview: preview.value, following, term, shortenedTo, notAnyMore });
}

/** Makes that request, if the plan is still the one that was shown: decided as any other. */
export async function submitFollowing(
  ports: SubmitPorts,
  question: FollowQuestion,
  sent: Pick<Submission, 'justification' | 'planFingerprint' | 'submissionKey'>,
): Promise<Result<AccessRequest, SubmitRefusal | FollowRefusal>> {
  const asked = await askedOf(ports, question);
  if (!asked.ok) return asked;
  return submitRequest(ports, { ...asked.value.asked, ...sent });
}

interface FollowAsked extends Pick<FollowPlan, 'following' | 'shortenedTo' | 'notAnyMore'> {
  readonly asked: Asked;
}

async function askedOf(
  ports: PreviewPorts,
  { connectionId, issue, requester, bundle: named, people, most, sees }: FollowQuestion,
): Promise<Result<FollowAsked, FollowRefusal>> {
  const policy = await ports.policies.inForce(connectionId);
  const found = choiceIn(policy, named);
  if (!found.ok) return found;
  const choice = found.value;
  const theirs = await readTheirs(ports, connectionId, named, people);
  const holders = await asSeen(bundleHolders(theirs, choice.contents), sees);
  const following = followBundle(holders, most);
  if (following.people.length === 0) return refuse({ code: 'nothingToChange' });
  const at = ports.clock.now();
  const { term, shortenedTo } = termOf(policy, following, at);
  const follows: FollowedBundle = {
    bundleId: named.bundleId,
    ...(named.levelId === undefined ? {} : { levelId: named.levelId }),
    name: choice.name,
    policyVersion: policy.version,
    contents: choice.contents.map(existingIds),
    through: allThrough(theirs.map(({ contents }) => contents)),
    ends: following.ends,
  };
  const meant = new Set([...following.people, ...following.withWorkItem].map(accountIdOf));
  return ok({
    following,
    shortenedTo,
    notAnyMore: people.filter(({ accountId }) => !meant.has(accountId)).length - following.left,
    asked: {
      connectionId,
      issue,
      requester,
      ask: {
        subjects: following.people.map(({ person }) => ({
          kind: 'person',
          accountId: person.accountId,
        })),
        changes: following.changes.map(({ verb, entitlement, subjects }) => ({
          ...existingIds(entitlement),
          verb,
          subjects,
        })),
      },
      term,
      follows,
    },
  });
}

/** Without what is of projects that whoever asks does not see. */
async function asSeen(
  holders: readonly BundleHolder[],
  sees: FollowQuestion['sees'],
): Promise<readonly BundleHolder[]> {
  const all = holders.flatMap(({ lacks, beyond }) => [...lacks, ...beyond]);
  const ids = [...new Set(all.flatMap((one) => (isOfProject(one) ? [one.projectId] : [])))];
  const seen = new Map(
    await Promise.all(ids.map(async (id): Promise<[string, boolean]> => [id, await sees(id)])),
  );
  const isSeen = (one: ExistingEntitlement) =>
    !isOfProject(one) || seen.get(one.projectId) === true;
  return holders.map((one) => ({
    ...one,
    lacks: one.lacks.filter(isSeen),
    beyond: one.beyond.filter(isSeen),
  }));
}

const accountIdOf = ({ person }: BundleHolder): string => person.accountId;

function choiceIn(
  { bundles }: Pick<Policy, 'bundles'>,
  { bundleId, levelId, mark }: NamedBundle,
): Result<BundleChoice, BundleRefusal> {
  const bundle = bundles.find(({ id }) => id === bundleId);
  if (bundle === undefined) return refuse({ code: 'bundleGone' });
  const choice = choicesOf(bundle).find(({ level }) => level?.id === levelId);
  return choice === undefined || markOf(choice) !== mark
    ? refuse({ code: 'bundleChanged', bundle: choice?.name ?? bundle.name })
    : ok(choice);
}

/** Everybody may have asked for it by a request of their own: so many are read at once. */
const AT_ONCE = 20;

/** What is on record of just these, by just these requests: of what can't be read, nothing. */
async function readTheirs(
  { requests, holdings, clock }: Pick<PreviewPorts, 'requests' | 'holdings' | 'clock'>,
  connectionId: string,
  named: NamedBundle,
  people: FollowQuestion['people'],
): Promise<readonly BundleOfPerson[]> {
  const theirs = new Map<string, Set<string>>();
  for (const { accountId, requestIds } of people) {
    for (const id of requestIds) theirs.set(id, (theirs.get(id) ?? new Set()).add(accountId));
  }
  const read = async ([id, accountIds]: [string, Set<string>]) => {
    const request = await ifUnreadable(requests.get(id), undefined);
    const asked = request && askedAs(request, named);
    if (request === undefined || asked === undefined) return [];
    if (request.connectionId !== connectionId || !('progress' in request)) return [];
    const held = heldThrough(request, asked).filter(
      ({ subject }) => subject.kind === 'person' && accountIds.has(subject.accountId),
    );
    const { found } = await holdings.getMany(held);
    return bundleOfPeople(request, asked, found, clock.now());
  };
  const all: BundleOfPerson[] = [];
  for (const some of chunksOf([...theirs], AT_ONCE)) {
    all.push(...(await Promise.all(some.map(read))).flat());
  }
  return all;
}

/** As long as the last of them has it; where the policy does not let it be given for so long, as long as it does. */
function termOf(
  policy: Policy,
  { changes, until }: Following,
  at: Instant,
): Pick<FollowPlan, 'term' | 'shortenedTo'> {
  const given = changes.flatMap(({ verb, entitlement }) => (verb === 'add' ? [entitlement] : []));
  if (given.length === 0) return { term: { kind: 'permanent' }, shortenedTo: undefined };
  const { longestTermDays: days, rule } = longestOfAll(
    policy.longestTermDays,
    termRulesOf(policy),
    given,
  );
  const most = days === undefined ? undefined : at + days * DAY;
  if (most !== undefined && (until === undefined || until > most) && days !== undefined) {
    return { term: { kind: 'days', days }, shortenedTo: { days, rule } };
  }
  return {
    term: until === undefined ? { kind: 'permanent' } : { kind: 'until', at: until },
    shortenedTo: undefined,
  };
}
