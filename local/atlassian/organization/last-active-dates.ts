import type { Site } from '../site/site';
import { directoryUser } from './directory-users';

const day = (at: number) => new Date(at).toISOString().slice(0, 10);
const second = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** One for each product that was ever visited; none for somebody who never came (doc). */
export function lastActiveDates(site: Site, accountId: string): object {
  const person = directoryUser(site, accountId);
  return {
    data: {
      product_access: site.activity.of(person.accountId).map(({ applicationKey, at }) => ({
        id: `ari:cloud:${applicationKey}::site/${site.cloudId}`,
        key: applicationKey,
        last_active: day(at),
        last_active_timestamp: second(at),
      })),
    },
    links: { next: null },
  };
}
