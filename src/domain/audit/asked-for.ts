import type { Ask } from '../action/ask';
import type { Subject } from '../action/subject';
import type { Instant } from '../lib/time';
import type { AskedBundle } from '../policy/asked-bundle';
import type { Term } from '../term/term';

/** What a request asks for, as the audit keeps it: whatever becomes of the request. */
export interface AskedFor {
  readonly ask: Ask;
  readonly term: Term;
  /** Without it, at once. */
  readonly startsAt?: Instant;
  /** By which bundles some of it was chosen. */
  readonly bundles?: readonly AuditedBundle[];
}

/** Whoever answers for a bundle stands in the policy. */
type AuditedBundle = Omit<AskedBundle, 'owner'>;

/** Pictures and addresses of people left out: what one person may see of another, a reader may not. */
export function askedFor(
  { subjects, changes }: Ask,
  term: Term,
  bundles: readonly AskedBundle[] = [],
  startsAt?: Instant,
): AskedFor {
  const named = bundles.map(({ owner: _owner, ...bundle }): AuditedBundle => bundle);
  return {
    ask: { subjects: subjects.map(nameOnly), changes },
    term,
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(named.length === 0 ? {} : { bundles: named }),
  };
}

export function nameOnly(subject: Subject): Subject {
  if (subject.kind !== 'person') return subject;
  const { kind, accountId, displayName } = subject;
  return { kind, accountId, displayName };
}
