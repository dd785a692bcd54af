import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../machine/database';
import type { Store } from '../store/open-store';
import { GLOBAL_GRANTS, IDENTITY_PROVIDER_GROUP, PRODUCT_GROUPS, SEED_GROUPS } from './groups';
import { accountIdOf, SEED_PEOPLE } from './people';
import { FIRST_TEAM_ROLE_ID, SEED_PROJECTS, SHARED_ROLES, TEAM_ROLES } from './projects';
import { SAMPLE_CREDENTIALS, sampleSecret } from './sample-credentials';
import { stableId } from './stable-id';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const groupIdOf = (name: string): string => stableId(`group ${name}`);

/** Fills an empty site; one that has people is left as it is. */
export function seedSite(database: DatabaseSync, store: Store, now: number): void {
  if (store.people.all().length > 0) return;
  inTransaction(database, () => {
    seedGroups(store);
    seedPeople(store);
    seedProjects(store, now);
    seedTokens(store, now);
  });
}

function seedGroups({ groups }: Store): void {
  for (const name of SEED_GROUPS)
    groups.add({
      groupId: groupIdOf(name),
      name,
      managedByIdentityProvider: name === IDENTITY_PROVIDER_GROUP,
    });
  for (const [permission, names] of Object.entries(GLOBAL_GRANTS))
    for (const name of names) groups.grantGlobally(permission, groupIdOf(name));
  for (const [application, name] of Object.entries(PRODUCT_GROUPS))
    groups.giveProduct(application, groupIdOf(name), true);
}

function seedPeople({ people, groups }: Store): void {
  for (const [index, person] of SEED_PEOPLE.entries()) {
    const accountId = accountIdOf(person.email);
    people.add({
      accountId,
      displayName: person.name,
      email: person.email,
      active: person.active,
      accountType: person.accountType,
      jobTitle: person.jobTitle,
      // About half of the profiles show their address.
      showsEmailTo: person.accountType === 'atlassian' && index % 2 === 0 ? 'anyone' : 'nobody',
      timeZone: person.timeZone,
      locale: 'en_US',
      mustSolveCaptcha: person.mustSolveCaptcha,
    });
    for (const name of person.groups) groups.addMember(groupIdOf(name), accountId);
    if (person.accountType !== 'atlassian') continue;
    groups.addMember(groupIdOf(IDENTITY_PROVIDER_GROUP), accountId);
    if (!person.active) continue;
    groups.addMember(groupIdOf(PRODUCT_GROUPS['jira-software']), accountId);
    if (person.groups.includes('support'))
      groups.addMember(groupIdOf(PRODUCT_GROUPS['jira-servicedesk']), accountId);
  }
}

function seedProjects({ projects, issues }: Store, now: number): void {
  for (const role of SHARED_ROLES) projects.addRole({ ...role, projectId: undefined });
  let nextRole = FIRST_TEAM_ROLE_ID;
  let nextIssue = 10000;
  for (const project of SEED_PROJECTS) {
    const stored = {
      ...project,
      leadAccountId: project.lead === undefined ? undefined : accountIdOf(project.lead),
      archived: project.archived === true,
      private: project.private === true,
      deniesApps: project.deniesApps === true,
    };
    projects.add(stored);
    if (project.style === 'next-gen')
      for (const role of TEAM_ROLES)
        projects.addRole({ ...role, id: nextRole++, projectId: project.id });
    for (const role of projects.rolesOf(stored))
      for (const actor of project.actors[role.name] ?? []) {
        if (actor.includes('@')) projects.addActor(project.id, role.id, 'user', accountIdOf(actor));
        else projects.addActor(project.id, role.id, 'group', groupIdOf(actor));
      }
    for (const [index, issue] of project.issues.entries()) {
      const createdAt = now - 20 * DAY + nextIssue * 7 * 60_000 - 10000 * 7 * 60_000;
      issues.add({
        id: String(nextIssue++),
        number: index + 1,
        projectId: project.id,
        summary: issue.summary,
        description: issue.description,
        status: issue.status,
        type: issue.type,
        reporterAccountId: accountIdOf(issue.reporter),
        assigneeAccountId: issue.assignee === undefined ? undefined : accountIdOf(issue.assignee),
        createdAt,
        updatedAt: createdAt,
      });
    }
  }
}

function seedTokens({ tokens }: Store, now: number): void {
  for (const sample of SAMPLE_CREDENTIALS)
    tokens.add(
      {
        accountId: sample.kind === 'personal' ? accountIdOf(sample.email) : undefined,
        kind: sample.kind,
        label: sample.label,
        createdAt: now + sample.expiresIn - 365 * DAY,
        expiresAt: now + sample.expiresIn,
        scopes: sample.scopes,
        revoked: sample.revoked === true,
      },
      sampleSecret(sample),
    );
}
