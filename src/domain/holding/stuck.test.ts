import { describe, expect, test } from 'vitest';
import { stuckWords } from '#words/stuck-words';
import {
  isTriedAgain,
  passesByItself,
  STUCK_CAUSES,
  type StuckCause,
  waitsForSite,
} from '../grant/stuck-cause';

type Mends =
  | 'it passes'
  | 'it passes, and a person helps'
  | 'whoever connects'
  | 'another site is to be connected'
  | 'a person';

describe('who mends what keeps access from ending', () => {
  const mends: Record<StuckCause, Mends> = {
    notConnected: 'whoever connects',
    otherSite: 'another site is to be connected',
    credentialRejected: 'whoever connects',
    siteUnavailable: 'it passes',
    rateLimited: 'it passes',
    siteRefused: 'a person',
    lastAdmin: 'a person',
    adminsNotKnown: 'a person',
    connectionAccount: 'a person',
    groupManagedElsewhere: 'a person',
    projectArchived: 'a person',
    projectInBin: 'a person',
    projectHidden: 'a person',
    recordUnreadable: 'it passes, and a person helps',
    appFault: 'a person',
    notReached: 'it passes, and a person helps',
    unproved: 'a person',
  };
  const rules: Record<Mends, { soon: boolean; onceItWorks: boolean; says: RegExp }> = {
    'it passes': { soon: true, onceItWorks: true, says: /tried again/ },
    'it passes, and a person helps': { soon: true, onceItWorks: false, says: /Jira admin/ },
    'whoever connects': { soon: true, onceItWorks: true, says: /Jira admin can connect/ },
    'another site is to be connected': {
      soon: false,
      onceItWorks: true,
      says: /Jira admin can connect that site/,
    },
    'a person': { soon: false, onceItWorks: false, says: /admin|Whoever|Ask/ },
  };

  test.each(STUCK_CAUSES)('%s: tried as often, and told as such', (cause) => {
    const { soon, onceItWorks, says } = rules[mends[cause]];
    expect([passesByItself(cause), waitsForSite(cause)]).toEqual([soon, onceItWorks]);
    expect(stuckWords(cause).remedy).toMatch(says);
  });

  test('only what is not the app’s to end is not tried by it', () => {
    expect(STUCK_CAUSES.filter((cause) => !isTriedAgain(cause))).toEqual(['unproved']);
  });

  test('each says another reason, to stand within a sentence', () => {
    const whys = STUCK_CAUSES.map((cause) => stuckWords(cause).why);
    expect(new Set(whys).size).toBe(STUCK_CAUSES.length);
    for (const why of whys) expect(why).toMatch(/^[a-z].*[a-z]$/);
  });
});
