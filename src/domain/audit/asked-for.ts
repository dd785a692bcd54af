import type { Ask } from '../action/ask';
import type { Subject } from '../action/subject';
import type { Instant } from '../lib/time';
import type { AskedBundle } from '../policy/asked-bundle';
import type { FollowedBundle } from '../policy/followed-bundle';
import type { Term } from '../term/term';

/** What a request asks for, as the audit keeps it: whatever becomes of the request. */
export interface AskedFor {
  readonly ask: Ask;
  readonly term: Term;
  /** Without it, at once. */
  readonly startsAt?: Instant;
  /** By which bundles some of it was chosen. */
  readonly bundles?: readonly AuditedBundle[];
  /** The bundle that it follows, as it was then; until when each has it stands with the request. */
  readonly follows?: AuditedFollowed;
}

type AuditedFollowed = Pick<FollowedBundle, 'bundleId' | 'levelId' | 'name' | 'policyVersion'>;

/** Whoever answers for a bundle stands in the policy. */
type AuditedBundle = Omit<AskedBundle, 'owner'>;

/** Pictures and addresses of people left out: what one person may see of another, a reader may not. */
export function askedFor(
  { subjects, changes }: Ask,
  term: Term,
  bundles: readonly AskedBundle[] = [],
  startsAt?: Instant,
  follows?: FollowedBundle,
): AskedFor {
  const named = bundles.map(({ owner: _owner, ...bundle }): AuditedBundle => bundle);
  return {
    ask: { subjects: subjects.map(nameOnly), changes },
    term,
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(named.length === 0 ? {} : { bundles: named }),
    ...(follows === undefined ? {} : { follows: auditedFollowed(follows) }),
  };
}

const auditedFollowed = ({
  bundleId,
  levelId,
  name,
  policyVersion,
}: FollowedBundle): AuditedFollowed => ({
  bundleId,
  ...(levelId === undefined ? {} : { levelId }),
  name,
  policyVersion,
});

export function nameOnly(subject: Subject): Subject {
  if (subject.kind !== 'person') return subject;
  const { kind, accountId, displayName } = subject;
  return { kind, accountId, displayName };
}
