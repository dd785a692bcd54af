import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClock } from '../machine/clock';
import { openDatabase } from '../machine/database';
import { openAtlassian } from './open-atlassian';

const open = (file = ':memory:', appName?: string) => {
  const database = openDatabase(file);
  const atlassian = openAtlassian({
    database,
    clock: openClock(),
    ...(appName === undefined ? {} : { appName }),
  });
  return { ...atlassian, close: () => database.close() };
};

describe('the local site', () => {
  it('is peopled as everybody relies on', () => {
    const { directory, close } = open();
    const people = directory.people();
    const staff = people.filter(({ accountType }) => accountType === 'atlassian');
    expect(staff.length).toBeGreaterThanOrEqual(60);
    expect(staff.filter(({ active }) => !active)).toHaveLength(5);
    expect(staff.every(({ email }) => /^[a-z]+(\.[a-z0-9]+)+@acme\.example$/.test(email))).toBe(
      true,
    );
    expect(directory.groups().length).toBeGreaterThanOrEqual(25);
    const named = (name: string) => {
      const person = people.find(({ displayName }) => displayName === name);
      if (person === undefined) throw new Error(`Nobody is called ${name}`);
      return person.accountId;
    };
    expect(directory.projectOf('WEB').leadAccountId).toBe(named('Maya Lindqvist'));
    expect(directory.projectOf('MOB')).toMatchObject({
      style: 'next-gen',
      leadAccountId: named('Liam Chen'),
    });
    expect(directory.projectOf('LEG').leadAccountId).toBe(named('Tom Becker'));
    expect(directory.person(named('Tom Becker'))?.active).toBe(false);
    expect(directory.projectOf('OPS').leadAccountId).toBeUndefined();
    expect(directory.issue('WEB-1')).toMatchObject({
      summary: 'Onboard Priya Raman to the website team',
      reporterAccountId: named('Noah Okafor'),
    });
    expect(directory.canSee(named('Grace Kim'), 'FIN-1')).toBe(false);
    expect(directory.canSee(named('Olivia Hart'), 'FIN-1')).toBe(false);
    expect(directory.canSee(named('Ingrid Solberg'), 'FIN-1')).toBe(true);
    expect(directory.isJiraAdministrator(named('Sofia Costa'))).toBe(true);
    expect(directory.isJiraAdministrator(named('Amara Nwosu'))).toBe(true);
    expect(directory.isJiraAdministrator(named('Maya Lindqvist'))).toBe(false);
    close();
  });

  it('has the same ids every time it is started afresh', () => {
    const [one, other] = [open(), open()];
    expect(one.cloudId).toBe(other.cloudId);
    expect(one.directory.people()).toEqual(other.directory.people());
    expect(one.directory.groups()).toEqual(other.directory.groups());
    expect(one.tokens.samples()).toEqual(other.tokens.samples());
    one.close();
    other.close();
  });

  it('keeps what was changed between runs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-site-'));
    const file = join(folder, 'site.sqlite');
    const first = open(file);
    const { groupId } = first.directory.groupNamed('qa');
    const [person] = first.directory.people();
    first.directory.addMember(groupId, person?.accountId ?? '');
    first.directory.setLead('OPS', person?.accountId);
    first.close();
    const second = open(file);
    expect(second.directory.membersOf(groupId)).toContain(person?.accountId);
    expect(second.directory.projectOf('OPS').leadAccountId).toBe(person?.accountId);
    second.close();
    rmSync(folder, { recursive: true });
  });

  it('names the app’s user after the app', async () => {
    const site = open(':memory:', 'Access bot');
    const answer = await site.fetchAs(
      { kind: 'app', scopes: ['read:jira-user'] },
      new Request(`${site.siteUrl}/rest/api/3/myself`),
    );
    expect(await answer.json()).toMatchObject({ displayName: 'Access bot', accountType: 'app' });
    site.close();
  });
});
