import { keysOf, poison, rowOf } from '../../support/poison';
import type { Trouble } from '../trouble';

const KINDS = ['steps', 'holding', 'request', 'outbox', 'telling'] as const;
const BROKEN = { v: 1, value: { poisoned: true } };

/** A record of one kind can't be read for a while. */
export const recordUnreadable: Trouble = {
  isPlayed: true,
  never: ['recordUnreadable', 'recordLost'],
  begin() {},
  atCall({ platform }, at) {
    const kind = KINDS[at % KINDS.length] ?? KINDS[0];
    const [key] = keysOf(platform, kind);
    if (key === undefined) return undefined;
    const mend = poison(platform, kind, key, BROKEN);
    return () => {
      // What was written anew meanwhile is as it should be.
      const row = rowOf(platform, key);
      if (JSON.stringify(row?.body) === JSON.stringify(BROKEN)) mend();
    };
  },
};
