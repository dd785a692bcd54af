import type { AwayNow } from '#domain/approval/stand-in';
import type { ConnectionStore } from '#ports/connection-store';
import type { PolicyStore } from '#ports/policy-store';
import type { StandIns } from '#ports/stand-ins';

interface Stores {
  readonly standIns: Pick<StandIns, 'awayNow'>;
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
}

/**
 * For showing many at once: connections, policies and who is away are read once, and are the same for all of them. What could not
 * be read for one of them is read anew for the next: each fails alone.
 */
export function readOnce<Ports extends Stores>(ports: Ports): Ports {
  const { connections, policies, standIns } = ports;
  return {
    ...ports,
    connections: { ...connections, of: remembered(connections.of) },
    policies: { ...policies, inForce: remembered(policies.inForce) },
    standIns: { ...standIns, awayNow: eachRemembered(standIns.awayNow) },
  };
}

function remembered<Key, Value>(read: (key: Key) => Promise<Value>) {
  const answers = new Map<Key, Promise<Value>>();
  return (key: Key): Promise<Value> => {
    const answer = answers.get(key)?.catch(() => read(key)) ?? read(key);
    answers.set(key, answer);
    return answer;
  };
}

/** The same of people: who was not asked about before is read together. */
function eachRemembered(read: StandIns['awayNow']): StandIns['awayNow'] {
  const answers = new Map<string, Promise<AwayNow>>();
  return async (accountIds) => {
    const ids = [...new Set(accountIds)];
    const isNew = (id: string) => !answers.has(id);
    const together = ids.some(isNew) ? read(ids.filter(isNew)) : undefined;
    const asked = ids.map((id) => {
      const answer = answers.get(id)?.catch(() => read([id])) ?? together ?? read([id]);
      answers.set(id, answer);
      return answer;
    });
    const known = await Promise.all(asked);
    return new Map(
      ids.flatMap((id, place) => {
        const one = known[place]?.get(id);
        return one === undefined ? [] : [[id, one] as const];
      }),
    );
  };
}
