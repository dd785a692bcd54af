import type { FaultRule } from '../../local/atlassian/atlassian';
import type { World } from './open-world';

/** An answer in the site's place, as its API gives one. */
export function answering(status: number, body: unknown): FaultRule['effect'] {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: JSON.stringify(body),
  };
}

/** From now on the site lets nobody into a group, and says so. Answers the way back. */
export function refuseJoining({ platform }: World, message: string): () => void {
  return platform.atlassian.faults.add({
    via: 'token',
    method: 'POST',
    path: /^\/group\/user/,
    effect: answering(400, { errorMessages: [message], errors: {} }),
  });
}

/** From now on nobody may browse users and groups, and nobody administers. Answers the way back. */
export function letNobodyBrowse({ platform }: World): () => void {
  const none = { havePermission: false };
  return platform.atlassian.faults.add({
    via: 'gateway',
    path: /^\/mypermissions/,
    effect: answering(200, { permissions: { USER_PICKER: none, ADMINISTER: none } }),
  });
}
