import type { ConnectionStore, SecretName } from '#ports/connection-store';
import type { Log } from '#ports/log';
import { ifUnreadable } from '#ports/unreadable-record';
import { eachAlone } from '../sweep/each-alone';
import { secretsOf } from './secrets-of';

interface ForgetPorts {
  readonly connections: ConnectionStore;
  readonly log: Log;
}

/** Of what is kept, a look shows a page. */
const LOOKS = 20;

/**
 * Forgets every secret that is kept, as the app is uninstalled: whatever a connection names, and what nothing names any more. One that
 * the store does not let go of keeps none of the others. Answers how many.
 */
export async function forgetAllSecrets(ports: ForgetPorts): Promise<number> {
  const { connections } = ports;
  let forgotten = await forgetEach(ports, await connections.keptSecrets());
  for (let look = 1; look < LOOKS && forgotten > 0; look += 1) {
    const more = await forgetEach(ports, await connections.keptSecrets());
    if (more === 0) break;
    forgotten += more;
  }
  // An earlier version kept them without a note. A connection that can't be read has one by now, or names what is noted.
  const all = await ifUnreadable(connections.all(), []);
  return forgotten + (await forgetEach(ports, all.flatMap(secretsOf)));
}

function forgetEach(ports: ForgetPorts, secrets: readonly SecretName[]): Promise<number> {
  const { connections } = ports;
  const named = secrets.map(({ kind, id }) => ({ kind, id, toString: () => `${kind} ${id}` }));
  return eachAlone(ports, named, async ({ kind, id }) => {
    await (kind === 'token' ? connections.forgetToken(id) : connections.forgetOrganizationKey(id));
    return true;
  });
}
