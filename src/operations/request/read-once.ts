import type { ConnectionStore } from '#ports/connection-store';
import type { PolicyStore } from '#ports/policy-store';
import type { StandIns } from '#ports/stand-ins';

interface Stores {
  readonly standIns: Pick<StandIns, 'inForce'>;
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
}

/**
 * For showing many at once: connections, policies and who is away are read once, and are the same for all of them. What could not
 * be read for one of them is read anew for the next: each fails alone.
 */
export function readOnce<Ports extends Stores>(ports: Ports): Ports {
  const { connections, policies, standIns } = ports;
  const inForce = remembered(() => standIns.inForce());
  return {
    ...ports,
    connections: { ...connections, of: remembered(connections.of) },
    policies: { ...policies, inForce: remembered(policies.inForce) },
    standIns: { ...standIns, inForce: () => inForce(undefined) },
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
