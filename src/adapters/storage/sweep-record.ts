import { kvs } from '@forge/kvs';
import type { SweepRecord } from '#ports/sweep-record';
import { callStorage } from './call-storage';
import { sweepKey } from './keys';

export const sweepRecord: SweepRecord = {
  note: (at) => callStorage(() => kvs.set(sweepKey(), { at })),
  async last() {
    const stored = await callStorage(() => kvs.get<unknown>(sweepKey()));
    const at = stored instanceof Object && 'at' in stored ? stored.at : undefined;
    return typeof at === 'number' ? at : undefined;
  },
};
