import { describe, expect, it } from 'vitest';
import type { Entitlement } from '#domain/action/entitlement';
import { nameRequest, nameTerm } from './access-names';
import { listNames } from './listing';
import { planSentence, progressSentence } from './progress';

const frontend: Entitlement = { kind: 'group', groupId: 'g1', name: 'frontend' };
const design: Entitlement = { kind: 'group', groupId: 'g2', name: 'design' };
const developers: Entitlement = {
  kind: 'role',
  projectId: '1',
  projectKey: 'WEB',
  projectName: 'Website',
  roleId: '2',
  name: 'Developers',
};
const person = (displayName: string) => ({
  kind: 'person' as const,
  accountId: displayName,
  displayName,
});
const priya = person('Priya Raman');

describe('nameRequest', () => {
  it('names one person and all that is given', () => {
    const changes = [
      { verb: 'add', entitlement: frontend },
      { verb: 'add', entitlement: developers },
    ] as const;
    expect(nameRequest([priya], 1, changes)).toBe(
      'Add Priya Raman to the group frontend and the role Developers in Website',
    );
  });

  it('keeps giving and taking apart', () => {
    const changes = [
      { verb: 'remove', entitlement: design },
      { verb: 'add', entitlement: frontend },
    ] as const;
    expect(nameRequest([priya], 1, changes)).toBe(
      'Add Priya Raman to the group frontend, and remove them from the group design',
    );
    expect(nameRequest([priya], 1, changes.slice(0, 1))).toBe(
      'Remove Priya Raman from the group design',
    );
  });

  it('says what is created, before what comes of it', () => {
    const sam = {
      kind: 'newPerson',
      email: 'sam@x.example',
      displayName: 'sam@x.example',
    } as const;
    const guild = { kind: 'newGroup', name: 'guild', displayName: 'guild' } as const;
    const account = { verb: 'create', entitlement: { kind: 'account', products: [] } } as const;
    expect(nameRequest([sam], 1, [account])).toBe('Create an account for sam@x.example');
    expect(nameRequest([sam], 1, [account, { verb: 'add', entitlement: frontend }])).toBe(
      'Create an account, and add sam@x.example to the group frontend',
    );
    const creates = { verb: 'create', entitlement: { kind: 'newGroup', name: 'guild' } } as const;
    expect(nameRequest([sam, guild], 2, [account, creates])).toBe(
      'Create an account for sam@x.example and the group guild',
    );
    const joins = { verb: 'add', entitlement: { kind: 'newGroup', name: 'guild' } } as const;
    expect(nameRequest([priya, guild], 2, [creates, joins])).toBe(
      'Create the group guild, and add Priya Raman to the new group guild',
    );
  });

  it('counts where there are many, with those that are not shown', () => {
    const changes = [{ verb: 'add', entitlement: frontend }] as const;
    expect(nameRequest([priya, person('Sam Abiodun')], 40, changes)).toBe(
      'Add Priya Raman and 39 others to the group frontend',
    );
    // A group that is created is none of them, though it may be beyond what is shown.
    const guild = { kind: 'newGroup', name: 'guild' } as const;
    const both = [
      { verb: 'create', entitlement: guild },
      { verb: 'add', entitlement: guild },
    ] as const;
    expect(nameRequest([priya, person('Sam Abiodun')], 17, both)).toBe(
      'Create the group guild, and add Priya Raman and 15 others to the new group guild',
    );
    expect(nameRequest([priya, person('Sam Abiodun')], 2, changes)).toContain(
      'Priya Raman and Sam Abiodun',
    );
  });
});

describe('nameTerm', () => {
  it('says what comes after', () => {
    expect(nameTerm({ kind: 'permanent' })).toBe('Permanently');
    expect(nameTerm({ kind: 'days', days: 1 })).toBe('For 1 day, then it is taken back');
  });
});

describe('listNames', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c', 'd'], 'a, b, c and d'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 others'],
  ])('%j', (names, expected) => {
    expect(listNames(names)).toBe(expected);
  });
});

describe('planSentence', () => {
  it('says of what is approved only that it can’t be done', () => {
    const counts = { change: 0, alreadySo: 0, refused: 1, impossible: 1 };
    expect(planSentence(counts, 'approved')).toBe('Nothing would change, 2 can’t be done.');
  });

  it('tells what is left out', () => {
    expect(planSentence({ change: 2, alreadySo: 1, refused: 1, impossible: 1 })).toBe(
      '2 changes, 1 already so, 2 can’t be done and are left out.',
    );
    expect(planSentence({ change: 1_200, alreadySo: 2_392, refused: 0, impossible: 1 })).toBe(
      '1,200 changes, 2,392 already so, 1 can’t be done and is left out.',
    );
    expect(planSentence({ change: 0, alreadySo: 1, refused: 0, impossible: 0 })).toBe(
      'Nothing would change, 1 already so.',
    );
  });
});

describe('progressSentence', () => {
  it('counts what has ended, and how', () => {
    const counts = { pending: 1, applied: 2, unchanged: 1, failed: 1, manual: 0, retryable: 1 };
    expect(progressSentence(counts)).toBe('4 of 5 steps ended: 2 changed, 1 already so, 1 failed.');
  });

  it('says nothing of what there is none of', () => {
    const counts = { pending: 1, applied: 0, unchanged: 0, failed: 0, manual: 0, retryable: 0 };
    expect(progressSentence(counts)).toBe('0 of 1 step ended.');
  });
});
