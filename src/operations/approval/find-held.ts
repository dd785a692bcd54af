import { meantBy } from '#domain/action/address-owner';
import type { Ask } from '#domain/action/ask';
import { type Entitlement, entitlementKey } from '#domain/action/entitlement';
import { emailKey, type Subject, subjectKey } from '#domain/action/subject';
import { accountSubject, type Held, placeKey, type Way } from '#domain/approval/gains';
import { judgeChange } from '#domain/plan/make-plan';
import type { Term } from '#domain/term/term';
import type { Clock } from '#ports/clock';
import { type LivePorts, readLiveState } from '../plan/read-live-state';
import { orUnknown, type WhenUnanswered } from './find-reach';

export interface HeldPorts extends LivePorts {
  readonly clock: Clock;
}

interface Place {
  readonly subject: Subject;
  readonly entitlement: Entitlement;
}

/** Ways in which an ask reaches one person. */
export interface Reached {
  readonly accountId: string;
  readonly ways: readonly Way[];
}

/**
 * What is held for good already, of all the ways in which an ask reaches somebody: by the subject that
 * the ask names, or by the person themselves. Nothing is read where nobody is reached.
 */
export async function findHeld(
  ports: HeldPorts,
  reached: readonly Reached[],
  asked: { readonly connectionId: string; readonly term: Term },
  unanswered: WhenUnanswered,
): Promise<Held> {
  const places = reached.flatMap(({ accountId, ways }) =>
    ways.flatMap(({ as, entitlement }): Place[] => {
      if (entitlement.kind === 'newGroup') return [];
      return entitlement.kind === 'account'
        ? [{ subject: as, entitlement }]
        : [as, accountSubject(accountId)].map((subject) => ({ subject, entitlement }));
    }),
  );
  if (places.length === 0) return new Set();
  const ask = askAbout(places);
  // What clears somebody is not remembered from a moment ago.
  const live = await orUnknown(unanswered, () =>
    readLiveState(ports, asked.connectionId, ask, { afresh: true }),
  );
  if (live === undefined) return undefined;
  const question = { live, term: asked.term, at: ports.clock.now() };
  const held = places.filter(({ subject, entitlement }) => {
    if (entitlement.kind !== 'account') {
      const { verdict } = judgeChange({ verb: 'add', subject, entitlement }, question);
      return verdict === 'alreadySo';
    }
    return (
      subject.kind !== 'newPerson' ||
      meantBy(live.owners.get(emailKey(subject.email))) !== undefined
    );
  });
  return new Set(held.map(({ subject, entitlement }) => placeKey(subject, entitlement)));
}

function askAbout(places: readonly Place[]): Ask {
  const subjects = [...new Map(places.map(({ subject }) => [subjectKey(subject), subject]))];
  const position = new Map(subjects.map(([key], at) => [key, at]));
  const about = new Map<string, { entitlement: Entitlement; subjects: Set<number> }>();
  for (const { subject, entitlement } of places) {
    const key = entitlementKey(entitlement);
    const change = about.get(key) ?? { entitlement, subjects: new Set<number>() };
    change.subjects.add(position.get(subjectKey(subject)) ?? 0);
    about.set(key, change);
  }
  return {
    subjects: subjects.map(([, subject]) => subject),
    changes: [...about.values()].map(({ entitlement, subjects: those }) => ({
      verb: entitlement.kind === 'account' ? ('create' as const) : ('add' as const),
      entitlement,
      subjects: [...those],
    })),
  };
}
