import { describe, expect, test } from 'vitest';
import { passesByItself, STUCK_CAUSES, type StuckCause, waitsForConnection } from './stuck-cause';
import { stuckWords } from './stuck-words';

type Mends = 'it passes' | 'whoever connects' | 'another site is to be connected' | 'a person';

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
    unproved: 'a person',
  };
  const rules: Record<Mends, { soon: boolean; onceConnected: boolean; says: RegExp }> = {
    'it passes': { soon: true, onceConnected: false, says: /tried again/ },
    'whoever connects': { soon: true, onceConnected: true, says: /Jira admin can connect/ },
    'another site is to be connected': {
      soon: false,
      onceConnected: true,
      says: /Jira admin can connect that site/,
    },
    'a person': { soon: false, onceConnected: false, says: /admin|Whoever|Ask/ },
  };

  test.each(STUCK_CAUSES)('%s: tried as often, and told as such', (cause) => {
    const { soon, onceConnected, says } = rules[mends[cause]];
    expect([passesByItself(cause), waitsForConnection(cause)]).toEqual([soon, onceConnected]);
    expect(stuckWords(cause).remedy).toMatch(says);
  });

  test('each says another reason, to stand within a sentence', () => {
    const whys = STUCK_CAUSES.map((cause) => stuckWords(cause).why);
    expect(new Set(whys).size).toBe(STUCK_CAUSES.length);
    for (const why of whys) expect(why).toMatch(/^[a-z].*[a-z]$/);
  });
});
