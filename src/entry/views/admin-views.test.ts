import { describe, expect, test } from 'vitest';
import { DAY } from '#domain/lib/time';
import { UNLOCKABLE_PROTECTIONS } from '#domain/protection/group-protection';
import {
  AT,
  connection,
  frontend,
  grant,
  holding,
  LEAD,
  LISTED,
  OTHER_LEAD,
  person,
} from '../../../tests/support/samples';
import {
  adminGroupOption,
  asideView,
  auditLine,
  connectionView,
  personalDataView,
  policyView,
  sitePersonView,
} from './admin-views';

describe('a connection', () => {
  test('is shown with whose it is, and without what its secrets are kept by', () => {
    const { instanceUrl, siteName, email, actsAs, tokenKind, health } = connection;
    expect(connectionView(connection, 'site')).toEqual({
      instanceUrl,
      siteName,
      email,
      actsAs,
      tokenKind,
      connectedAt: AT,
      connectedBy: LEAD,
      health,
      sameSite: true,
    });
    expect(connectionView(connection, 'another').sameSite).toBe(false);
  });

  test('is with its organization, where it has one, and without that one’s key', () => {
    const about = { name: 'Acme Inc', connectedAt: AT + 1, connectedBy: OTHER_LEAD };
    const organization = { ...about, id: 'o1', keyId: 'k1' } as never;
    const view = connectionView({ ...connection, organization }, 'site');
    expect(view.organization).toEqual(about);
    expect(JSON.stringify(view)).not.toMatch(/k1|c1/);
  });
});

describe('the policy', () => {
  const [one, other] = UNLOCKABLE_PROTECTIONS;
  const group = {
    ...frontend,
    owners: [LEAD],
    unlockedFor: [other, one],
    unlockedOn: 'site',
  };
  const view = (connectionId: string | undefined, over: object = {}) =>
    policyView(
      { ...LISTED, savedBy: LEAD, requestableGroups: [{ ...group, ...over }] } as never,
      connectionId,
    );

  test('is shown without who saved it', () => {
    const { requestableGroups: _, savedBy: __, ...settings } = LISTED;
    const { requestableGroups, connectionId, ...shown } = view('site');
    expect(shown).toEqual(settings);
    expect(connectionId).toBe('site');
    expect(requestableGroups).toHaveLength(1);
  });

  test('lists groups with their owners, and for what they are unlocked', () => {
    expect(view(undefined).requestableGroups).toEqual([
      { groupId: 'g1', name: 'frontend', owners: [LEAD], unlockedFor: [one, other] },
    ]);
    expect(view('site', { owners: undefined }).requestableGroups[0]?.owners).toEqual([]);
    expect(view('site', { unlockedFor: [one] }).requestableGroups[0]?.unlockedFor).toEqual([one]);
  });

  test('what was unlocked on another site is locked on this', () => {
    expect(view('another').requestableGroups[0]?.unlockedFor).toEqual([]);
    expect(view('site').requestableGroups[0]?.unlockedFor).toEqual([one, other]);
  });
});

test('a group that can be listed is shown with what an admin has to know of it', () => {
  const shown = {
    groupId: 'g1',
    name: 'frontend',
    protection: ['x'],
    managedElsewhere: true,
    looksLike: 'frontends',
    recommended: true,
  };
  expect(adminGroupOption({ ...shown, kind: 'group', more: 1 } as never)).toEqual(shown);
});

test('a line of the audit says which request and work item it is of', () => {
  const event = { id: 'e', kind: 'site.checked' };
  const record = { id: 'a1', issueKey: 'WEB-1', requestId: 'r1', events: [event] };
  expect(auditLine({ event, record } as never)).toEqual({
    event,
    issueKey: 'WEB-1',
    requestId: 'r1',
  });
});

test('what is stored of people is shown with how long it is kept', () => {
  const reporting = { cycle: DAY, erased: 1 };
  expect(personalDataView(reporting, { revision: 3, keepDays: 30 } as never, AT)).toEqual({
    now: AT,
    reporting,
    keepDays: 30,
  });
});

test('what is set aside is shown with its way out', () => {
  const trouble = { trouble: 'unreadable', why: 'no sense' } as const;
  const aside = { key: 'steps:r1:0', kind: 'steps', trouble, since: AT, nextAt: AT + 1 } as const;
  expect(asideView(aside)).toEqual({ ...aside, wayOut: 'giveUp' });
});

describe('somebody on the site', () => {
  const found = { ...person('Sam'), active: false, accountType: 'atlassian' } as const;
  const group = (name: string, held?: ReturnType<typeof holding>) => ({
    kind: 'group' as const,
    groupId: `g-${name}`,
    name,
    holding: held,
  });

  test('is shown with their groups by name, and until when the app gave each', () => {
    const groups = [group('qa'), group('Board', holding([grant()])), group('design')];
    expect(sitePersonView({ person: found, groups } as never, AT)).toEqual({
      person: person('Sam'),
      active: false,
      groups: [
        { groupId: 'g-Board', name: 'Board', grant: { state: 'active', at: AT + DAY } },
        { groupId: 'g-design', name: 'design', grant: undefined },
        { groupId: 'g-qa', name: 'qa', grant: undefined },
      ],
    });
  });
});
