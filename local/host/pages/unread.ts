import type { SitePerson } from '../../atlassian/atlassian';
import { readMeta, writeMeta } from '../../machine/database';
import type { Host } from '../host';

const key = (person: SitePerson) => `host-read ${person.accountId}`;

/** Until when somebody has read their notifications, in the platform's time. */
export const readUntil = (host: Host, person: SitePerson): number =>
  Number(readMeta(host.platform.database, key(person)) ?? 0);

export function unreadCount(host: Host, person: SitePerson): number {
  const { atlassian } = host.platform;
  const until = readUntil(host, person);
  return [
    ...atlassian.mailOf(person.accountId),
    ...atlassian.notificationsOf(person.accountId),
  ].filter(({ at }) => at > until).length;
}

export function markRead(host: Host, person: SitePerson): void {
  writeMeta(host.platform.database, key(person), String(host.platform.clock.now()));
}
