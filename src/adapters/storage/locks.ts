import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { LONGEST_LOCK, type Locks } from '#ports/locks';
import { callConditionally, callStorage } from './call-storage';
import { ENTITY, lockKey } from './keys';

interface LockRow {
  readonly heldUntil: number;
}

export const locks: Locks = {
  async take(key, now, until) {
    const free = new Filter<LockRow>()
      .or('heldUntil', FilterConditions.notExists())
      .or('heldUntil', FilterConditions.lessThan(now))
      // Nobody holds it for so long: whoever took it had a clock that was ahead.
      .or('heldUntil', FilterConditions.greaterThan(now + 2 * LONGEST_LOCK));
    const taken = await callConditionally(() =>
      kvs
        .transact()
        .set(lockKey(key), { heldUntil: until }, { entityName: ENTITY.lock, conditions: free })
        .execute(),
    );
    if (taken === 'committed') return true;
    // Held, or never taken, in a store where a record that is not there meets no condition (`new-records.ts`).
    const made = await callConditionally(() =>
      kvs
        .entity<LockRow>(ENTITY.lock)
        .set(lockKey(key), { heldUntil: until }, { keyPolicy: 'FAIL_IF_EXISTS' }),
    );
    return made === 'committed';
  },

  async isHeld(key, now) {
    const row = await callStorage(() => kvs.entity<LockRow>(ENTITY.lock).get(lockKey(key)));
    const until = row?.heldUntil ?? 0;
    return until >= now && until <= now + 2 * LONGEST_LOCK;
  },

  async release(key, until) {
    const conditions = takenUntil(until);
    await callConditionally(() =>
      kvs.transact().delete(lockKey(key), { entityName: ENTITY.lock, conditions }).execute(),
    );
  },

  async shorten(key, until, sooner) {
    const options = { entityName: ENTITY.lock, conditions: takenUntil(until) };
    await callConditionally(() =>
      kvs
        .transact()
        .set(lockKey(key), { heldUntil: Math.min(until, sooner) }, options)
        .execute(),
    );
  },
};

const takenUntil = (until: number) =>
  new Filter<LockRow>().and('heldUntil', FilterConditions.equalTo(until));
