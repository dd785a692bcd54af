import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { OutlivingLine } from '#contract/views';
import { callAdmin } from '../../api/callers';

type Place = InputOf<'leaving.list'>;

/** In this order: what runs, what is being ended, what could not be. */
const STATES = ['runs', 'settling', 'stuck'] as const;
const FIRST: Place = { state: STATES[0] };

export interface Outliving {
  readonly lines: readonly OutlivingLine[];
  readonly unreadable: number;
  /** All of it is read. */
  readonly isAll: boolean;
  readonly reading: boolean;
  readonly error: CallError | undefined;
}

/** A page may show again what moved meanwhile: the last word of each counts. */
interface Read {
  readonly lines: ReadonlyMap<string, OutlivingLine>;
  readonly unreadable: number;
  readonly next: Place | undefined;
}

const NOTHING: Read = { lines: new Map(), unreadable: 0, next: FIRST };

/** All access that would outlive the app, page by page to its end: only then is it known how much that is. */
export function useOutliving() {
  const [read, setRead] = useState<Read>(NOTHING);
  const [reading, setReading] = useState(false);
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
      const answer = await callAdmin('leaving.list', now.next);
      if (mine !== round.current) return;
      if (!answer.ok) {
        setError(answer.error);
        break;
      }
      const { items, unreadable, cursor } = answer.value;
      const lines = new Map([...now.lines, ...items.map((one) => [keyOf(one), one] as const)]);
      now = { lines, unreadable: now.unreadable + unreadable, next: after(now.next, cursor) };
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
  const outliving: Outliving = {
    lines: [...read.lines.values()],
    unreadable: read.unreadable,
    isAll: read.next === undefined,
    reading,
    error,
  };
  return { outliving, again: () => void go(NOTHING), goOn: () => void go(read) };
}

function after({ state }: Place, cursor: string | undefined): Place | undefined {
  if (cursor !== undefined) return { state, cursor };
  const next = STATES[STATES.indexOf(state) + 1];
  return next === undefined ? undefined : { state: next };
}

export const keyOf = ({ subject, entitlement }: OutlivingLine): string =>
  JSON.stringify([subject, entitlement]);
