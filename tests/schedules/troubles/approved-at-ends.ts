import { HOUR } from '../../../src/domain/lib/time';
import type { AskedRequest } from '../asked-request';
import { passEnds, passToEnd } from '../pass-ends';
import type { Trouble } from '../trouble';

/** A second request about the same is approved while access by the first ends, with a kill near it. */
function approvedWhile(second: (asked: AskedRequest, at: number) => AskedRequest): Trouble {
  return {
    isPlayed: true,
    shape: (asked) => ({
      ...asked,
      people: [...new Set([...asked.people, 'Priya Raman'])],
      add: [...new Set([...asked.add, 'frontend'])],
      remove: [],
      days: 1,
    }),
    begin() {},
    async linger(world, { at, asked: [first], ask, approve, onCall }) {
      if (first === undefined || !(await passToEnd(world))) return undefined;
      const id = await ask(second(first, at));
      if (id === undefined) return undefined;
      if (at % 3 === 0) world.platform.forge.faults.queryLag = 5_000;
      const approving: Promise<void>[] = [];
      onCall(1 + (at % 25), () => {
        approving.push(approve(id));
        return 'go';
      });
      if (at % 2 === 0)
        onCall(1 + (at % 25) + (at % 7), () => (at % 4 === 0 ? 'kill' : 'killAfter'));
      await passEnds(world, HOUR);
      // Fewer calls than that: approved after all of it.
      if (approving.length === 0) approving.push(approve(id));
      await Promise.all(approving);
      await world.settle();
      return undefined;
    },
    end({ platform }) {
      platform.forge.faults.queryLag = 0;
    },
  };
}

/** For good, or for longer. */
export const approvedAtEnds = approvedWhile((asked, at) => ({
  ...asked,
  invite: [],
  createGroup: undefined,
  days: at % 2 === 0 ? undefined : 2,
  ...(asked.people.length === 0 ? { people: ['Priya Raman'] } : {}),
}));

export const removalAtEnds = approvedWhile((asked) => ({
  ...asked,
  invite: [],
  createGroup: undefined,
  add: [],
  remove: asked.add,
  days: undefined,
}));
