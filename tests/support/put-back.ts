import { afterEach, beforeEach } from 'vitest';
import { MINUTE } from '../../src/domain/lib/time';
import { ChangedSite } from './changed-site';
import type { World } from './open-world';

/**
 * For tests that share a world: the site as each of them changes it, which is as it was before for the next. The store takes so
 * many calls a minute, and they share one; and what is due by then is sent before the next looks at what is sent.
 */
export function putBackAfterEach(world: () => World): () => ChangedSite {
  let site: ChangedSite;
  beforeEach(() => {
    site = new ChangedSite(world());
  });
  afterEach(async () => {
    await world().platform.clock.advance(MINUTE);
    await world().settle();
    site.undo();
  });
  return () => site;
}
