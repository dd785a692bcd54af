import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { BundleHoldersView } from '#contract/views';
import { type BundleHolder, bundleHolders } from '#domain/holding/bundle-difference';
import type { BundleOfPerson, BundleOrLevel } from '#domain/holding/held-by-bundle';
import type { BundleChoice } from '#domain/policy/bundle';
import { callAdmin } from '../../api/callers';

export interface BundleHoldersRead {
  readonly holders: readonly BundleHolder[];
  readonly unreadable: number;
  readonly notPeople: number;
  /** All of them are read. */
  readonly isAll: boolean;
  readonly reading: boolean;
  readonly error: CallError | undefined;
}

/** A part may be read once more: the last word of each request of a person counts. */
interface Read {
  readonly people: ReadonlyMap<string, BundleOfPerson>;
  readonly unreadable: number;
  readonly notPeople: number;
  readonly next: BundleHoldersView['next'];
}

const NOTHING: Read = { people: new Map(), unreadable: 0, notPeople: 0, next: {} };

/** Who has a bundle, or a level of it, part by part to the last: only then is it known how they differ. */
export function useBundleHolders(
  { bundleId, levelId }: BundleOrLevel,
  { contents }: Pick<BundleChoice, 'contents'>,
) {
  const [read, setRead] = useState<Read>(NOTHING);
  const [reading, setReading] = useState(true);
  const [error, setError] = useState<CallError>();
  const round = useRef(0);
  const go = async (from: Read) => {
    round.current += 1;
    const mine = round.current;
    setReading(true);
    setError(undefined);
    let now = from;
    setRead(now);
    while (now.next !== undefined) {
      const answer = await callAdmin('bundle.holders', { bundleId, levelId, ...now.next });
      if (mine !== round.current) return;
      if (!answer.ok) {
        setError(answer.error);
        break;
      }
      now = withPart(now, answer.value);
      setRead(now);
    }
    setReading(false);
  };
  useEffect(() => {
    void go(NOTHING);
    return () => {
      round.current += 1;
    };
  }, []);
  const shown: BundleHoldersRead = {
    holders: bundleHolders([...read.people.values()], contents),
    unreadable: read.unreadable,
    notPeople: read.notPeople,
    isAll: read.next === undefined,
    reading,
    error,
  };
  return { shown, again: () => void go(NOTHING), goOn: () => void go(read) };
}

const withPart = ({ people, unreadable, notPeople }: Read, part: BundleHoldersView): Read => ({
  people: new Map([
    ...people,
    ...part.people.map((one) => [`${one.person.accountId} ${one.requestId}`, one] as const),
  ]),
  unreadable: unreadable + part.unreadable,
  notPeople: notPeople + part.notPeople,
  next: part.next,
});
