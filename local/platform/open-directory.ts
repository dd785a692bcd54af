import { randomUUID } from 'node:crypto';
import type {
  ProductEvent,
  SiteActor,
  SiteDirectory,
  SiteIssue,
  SiteProject,
} from '../atlassian/atlassian';
import { JqlError } from '../atlassian/jql/jql-tokens';
import { searchIssues } from '../atlassian/jql/search-issues';
import { projectAvatar } from '../atlassian/rest/projects';
import { accountIdOf } from '../atlassian/seed/people';
import {
  issueDeleted,
  issueUpdated,
  projectChanged,
  statusChanged,
} from '../atlassian/site/issue-events';
import type { Site } from '../atlassian/site/site';
import type { StoredIssue } from '../atlassian/store/issues';
import type { StoredProject } from '../atlassian/store/projects';

/** Direct reads and writes of the site, past its API and its rules. */
export function openDirectory(site: Site, tell: (event: ProductEvent) => void): SiteDirectory {
  const toProject = (project: StoredProject): SiteProject => ({
    id: project.id,
    key: project.key,
    name: project.name,
    style: project.style,
    typeKey: project.typeKey,
    leadAccountId: project.leadAccountId,
    archived: project.archived,
    binned: project.binned,
    avatarUrl: projectAvatar(site, project),
    roles: site.projects.rolesOf(project).map(({ id, name }) => ({ id, name })),
  });
  const storedProject = (key: string) => {
    const project = site.projects.byKey(key);
    if (project === undefined) throw new Error(`No such project: ${key}`);
    return project;
  };
  const toIssue = (issue: StoredIssue): SiteIssue => ({
    id: issue.id,
    key: issue.key,
    projectKey: issue.key.slice(0, issue.key.lastIndexOf('-')),
    summary: issue.summary,
    description: issue.description,
    status: issue.status,
    type: issue.type,
    reporterAccountId: issue.reporterAccountId,
    assigneeAccountId: issue.assigneeAccountId,
    createdAt: issue.createdAt,
    comments: site.issues.comments(issue.id).map((comment) => ({
      id: comment.id,
      authorAccountId: comment.authorAccountId,
      createdAt: comment.createdAt,
      body: comment.body,
    })),
  });
  const roleIn = (key: string, roleName: string) => {
    const role = site.projects.rolesOf(storedProject(key)).find(({ name }) => name === roleName);
    if (role === undefined) throw new Error(`No role ${roleName} in ${key}`);
    return role.id;
  };
  const storedActor = (actor: SiteActor): ['user' | 'group', string] =>
    'accountId' in actor ? ['user', actor.accountId] : ['group', actor.groupId];
  const storedIssue = (key: string) => {
    const issue = site.issues.byIdOrKey(key);
    if (issue === undefined) throw new Error(`No such issue: ${key}`);
    return issue;
  };
  const asAccount = (accountId: string) =>
    ({ kind: 'account', accountId, scopes: undefined }) as const;
  const changed = (accountId: string) => site.profiles.noteChange(accountId, site.clock.now());
  return {
    people: () => site.people.all(),
    person: (accountId) => site.people.byId(accountId),
    personNamed(displayName) {
      const person = site.people.byName(displayName);
      if (person === undefined) throw new Error(`Nobody here is called ${displayName}`);
      return person;
    },
    personWithEmail: (email) => site.people.byEmail(email),
    groups: () => site.groups.all(),
    groupNamed(name) {
      const group = site.groups.byName(name);
      if (group === undefined) throw new Error(`No such group: ${name}`);
      return group;
    },
    membersOf: (groupId) => site.groups.members(groupId),
    addMember: (groupId, accountId) => site.groups.addMember(groupId, accountId),
    grant: (groupId, permission) => site.groups.grantGlobally(permission, groupId),
    withdraw: (groupId, permission) => site.groups.withdraw(permission, groupId),
    renameGroup: (groupId, name) => site.groups.rename(groupId, name),
    addGroup(name) {
      const group = { groupId: randomUUID(), name, managedByIdentityProvider: false };
      site.groups.add(group);
      return group;
    },
    removeMember: (groupId, accountId) => site.groups.removeMember(groupId, accountId),
    addPerson(displayName, email) {
      const accountId = accountIdOf(email);
      site.people.add({
        accountId,
        displayName,
        email,
        active: true,
        accountType: 'atlassian',
        showsEmailTo: 'nobody',
        timeZone: 'Etc/UTC',
        locale: 'en_US',
      });
      const person = site.people.byId(accountId);
      if (person === undefined) throw new Error(`${email} was not stored`);
      return person;
    },
    setActive: (accountId, active) => site.people.setActive(accountId, active),
    setEmail(accountId, email) {
      site.people.setEmail(accountId, email);
      changed(accountId);
    },
    setShowsEmail(accountId, shows) {
      site.people.setShowsEmailTo(accountId, shows ? 'anyone' : 'nobody');
      changed(accountId);
    },
    showEmailToOrganization(accountId) {
      site.people.setShowsEmailTo(accountId, 'organization');
      changed(accountId);
    },
    rename(accountId, displayName) {
      site.people.rename(accountId, displayName);
      changed(accountId);
    },
    close(accountId) {
      site.profiles.noteClosing(accountId, site.clock.now());
      site.people.setActive(accountId, false);
      site.people.setShowsEmailTo(accountId, 'nobody');
      site.people.rename(accountId, 'Former user');
      site.people.setEmail(accountId, `${accountId.replace(/[^a-z0-9-]/gi, '-')}@closed.invalid`);
      for (const { groupId } of site.groups.groupsOf(accountId))
        site.groups.removeMember(groupId, accountId);
      for (const project of site.projects.all()) {
        for (const { id } of site.projects.rolesOf(project))
          site.projects.removeActor(project.id, id, 'user', accountId);
      }
      for (const { id } of site.tokens.ofAccount(accountId)) site.tokens.revoke(id);
    },
    isClosed: (accountId) => site.profiles.isClosed(accountId),
    setLocale: (accountId, locale) => site.people.setLocale(accountId, locale),
    isSuspended: (accountId) => site.people.byId(accountId)?.suspended === true,
    projects: () => site.projects.all().map(toProject),
    projectOf: (key) => toProject(storedProject(key)),
    binProject: (key) => site.projects.bin(storedProject(key).id),
    restoreProject: (key) => site.projects.restore(storedProject(key).id),
    removeProject(key) {
      const { id } = storedProject(key);
      for (const issue of site.issues.ofProject(id)) site.issues.remove(issue.id);
      site.projects.remove(id);
    },
    removeGroup: (groupId) => site.groups.remove(groupId),
    renameProject: (key, now, name) => site.projects.rename(storedProject(key).id, now, name),
    setLead: (key, accountId) => site.projects.setLead(storedProject(key).id, accountId),
    addActor: (key, roleName, actor) =>
      site.projects.addActor(storedProject(key).id, roleIn(key, roleName), ...storedActor(actor)),
    removeActor: (key, roleName, actor) =>
      site.projects.removeActor(
        storedProject(key).id,
        roleIn(key, roleName),
        ...storedActor(actor),
      ),
    grantInProject: (key, permission, roleName) =>
      site.projects.grant(storedProject(key).id, permission, roleIn(key, roleName)),
    takeBackInProject: (key, permission, roleName) =>
      site.projects.ungrant(storedProject(key).id, permission, roleIn(key, roleName)),
    grantedInProject(key, permission) {
      const project = storedProject(key);
      const ids = site.projects.grantedRoleIds(project.id, permission);
      return site.projects
        .rolesOf(project)
        .flatMap(({ id, name }) => (ids.includes(id) ? name : []));
    },
    actorsOf(key, roleName) {
      const actors = site.projects.actors(storedProject(key).id, roleIn(key, roleName));
      const of = (kind: 'user' | 'group') =>
        actors.filter((actor) => actor.kind === kind).map((actor) => actor.subject);
      return { accountIds: of('user'), groupIds: of('group') };
    },
    issues: (key) => site.issues.ofProject(storedProject(key).id).map(toIssue),
    issue(key) {
      const issue = site.issues.byIdOrKey(key);
      return issue === undefined ? undefined : toIssue(issue);
    },
    moveIssue(key, projectKey) {
      const { id } = storedIssue(key);
      const moved = site.issues.move(id, storedProject(projectKey).id);
      const change = projectChanged(key.slice(0, key.lastIndexOf('-')), projectKey);
      tell(issueUpdated(storedIssue(moved), undefined, [change]));
      return moved;
    },
    removeIssue(key) {
      const issue = storedIssue(key);
      site.issues.remove(issue.id);
      tell(issueDeleted(issue));
    },
    transitionIssue(key, status, accountId) {
      const { id, status: before } = storedIssue(key);
      if (before === status) return;
      site.issues.setStatus(id, status, site.clock.now());
      tell(issueUpdated(storedIssue(key), accountId, [statusChanged(before, status)]));
    },
    canSee(accountId, issueKey) {
      const project = site.projects.byId(site.issues.byIdOrKey(issueKey)?.projectId ?? '');
      return (
        project !== undefined &&
        site.access.hasInProject(asAccount(accountId), project, 'BROWSE_PROJECTS')
      );
    },
    isJiraAdministrator: (accountId) => site.access.hasGlobal(asAccount(accountId), 'ADMINISTER'),
    search(accountId, jql) {
      try {
        return { issues: searchIssues(site, asAccount(accountId), jql).map(toIssue) };
      } catch (error) {
        if (error instanceof JqlError) return { error: error.message };
        throw error;
      }
    },
    property: (issueKey, key) => site.issues.property('issue', storedIssue(issueKey).id, key),
    setProperty(issueKey, key, value) {
      site.issues.setProperty('issue', storedIssue(issueKey).id, key, value);
    },
  };
}
