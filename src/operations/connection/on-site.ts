import type { Site, Sites } from '#ports/site';

/** What an operation needs, with the site of the record that it works on. */
export function onSite<Ports extends Sites>(ports: Ports, connectionId: string): Ports & Site {
  return { ...ports, ...ports.siteOf(connectionId) };
}
