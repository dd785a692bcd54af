import { kvs } from '@forge/kvs';
import type { SelfTest } from '#ports/self-test';
import { callConditionally, callStorage } from './call-storage';
import { ENTITY, lockKey } from './keys';
import { tryAbsence } from './new-records';

/** Whoever dies while trying it leaves it behind; it answers the next one the same, who takes it away. */
const ROW = { heldUntil: 0 } as const;

export const selfTest: SelfTest = {
  absenceHolds: tryAbsence,

  async refusesSecond() {
    const key = lockKey('a key that is there');
    const set = () =>
      callConditionally(() =>
        kvs.entity(ENTITY.lock).set(key, ROW, { keyPolicy: 'FAIL_IF_EXISTS' }),
      );
    try {
      await set();
      return (await set()) === 'conflict';
    } finally {
      await callStorage(() => kvs.entity(ENTITY.lock).delete(key));
    }
  },
};
