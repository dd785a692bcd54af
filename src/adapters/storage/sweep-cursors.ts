import { kvs } from '@forge/kvs';
import type { SweepCursors } from '#ports/sweep-cursors';
import { callStorage } from './call-storage';
import { rotationKey } from './keys';

export const sweepCursors: SweepCursors = {
  async read(name) {
    const stored = await callStorage(() => kvs.get<unknown>(rotationKey(name)));
    const cursor = stored instanceof Object && 'cursor' in stored ? stored.cursor : undefined;
    // One that makes no sense is nothing to stop for: the round begins anew.
    return typeof cursor === 'string' ? cursor : undefined;
  },
  write: (name, cursor) =>
    cursor === undefined
      ? callStorage(() => kvs.delete(rotationKey(name)))
      : callStorage(() => kvs.set(rotationKey(name), { cursor })),
};
