import type { Site } from '../site/site';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { refuse } from './refusal';
import { APPLICATION_NAMES, renderGroupName } from './render-user';
import { timestamp } from './timestamp';

const SEATS = 300;

function getServerInfo({ site }: Call): Answer {
  return ok({
    baseUrl: site.siteUrl,
    displayUrl: site.siteUrl,
    displayUrlServicedeskHelpCenter: site.siteUrl,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_300,
    buildDate: '2026-11-01T00:00:00.000+0000',
    serverTime: timestamp(site.clock.now()),
    scmInfo: '0000000000000000000000000000000000000000',
    serverTitle: site.siteName,
    serverTimeZone: 'Etc/UTC',
  });
}

function renderApplicationRole(site: Site, key: string) {
  const entries = site.groups.productGroups(key);
  const users = new Set(entries.flatMap(({ group }) => site.groups.members(group.groupId)));
  const defaults = entries.filter(({ byDefault }) => byDefault).map(({ group }) => group);
  return {
    key,
    groups: entries.map(({ group }) => group.name),
    groupDetails: entries.map(({ group }) => renderGroupName(site, group)),
    name: APPLICATION_NAMES[key] ?? key,
    defaultGroups: defaults.map((group) => group.name),
    defaultGroupsDetails: defaults.map((group) => renderGroupName(site, group)),
    selectedByDefault: key === 'jira-software',
    defined: true,
    numberOfSeats: SEATS,
    remainingSeats: SEATS - users.size,
    userCount: users.size,
    userCountDescription: 'users',
    hasUnlimitedSeats: false,
    platform: false,
  };
}

function requireAdministrator({ site, caller }: Call): void {
  if (!site.access.hasGlobal(caller, 'ADMINISTER'))
    throw refuse(403, 'Only Jira administrators can perform this operation.');
}

function listApplicationRoles(call: Call): Answer {
  requireAdministrator(call);
  return ok(Object.keys(APPLICATION_NAMES).map((key) => renderApplicationRole(call.site, key)));
}

function getApplicationRole(call: Call): Answer {
  requireAdministrator(call);
  const key = call.path('key');
  if (!(key in APPLICATION_NAMES)) throw refuse(404, `No application role found with key ${key}.`);
  return ok(renderApplicationRole(call.site, key));
}

export const instanceOperations: readonly Operation[] = [
  operation('?GET /serverInfo', '', '', getServerInfo),
  operation(
    'GET /applicationrole',
    'manage:jira-configuration',
    'read:application-role:jira',
    listApplicationRoles,
  ),
  operation(
    'GET /applicationrole/:key',
    'manage:jira-configuration',
    'read:application-role:jira',
    getApplicationRole,
  ),
];
