import { expect } from 'vitest';
import { answering } from '../../support/site-answers';
import { passToEnd } from '../pass-ends';
import type { Trouble } from '../trouble';
import { passHourOfEnds } from './stuck-at-ends';

const OTHER_SITE = '1324a887-45db-4bf4-9e99-ef0ff456d421';

/** Another site answers at the address when access ends: nothing is sent to it. */
export const siteReplacedAtEnds: Trouble = {
  isPlayed: true,
  shape: (asked) => ({ ...asked, days: 1 }),
  begin() {},
  async linger(world) {
    if (!(await passToEnd(world))) return undefined;
    const { atlassian } = world.platform;
    atlassian.faults.clear();
    const stop = atlassian.faults.add({
      path: /^\/_edge\/tenant_info/,
      effect: answering(200, { cloudId: OTHER_SITE }),
    });
    const sent: string[] = [];
    const unwatch = atlassian.onExchange(({ via, method, url }) => {
      if (via === 'token' && method !== 'GET') sent.push(`${method} ${url}`);
    });
    await passHourOfEnds(world);
    unwatch();
    stop();
    expect(sent).toEqual([]);
    return undefined;
  },
};
