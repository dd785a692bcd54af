import type {
  AdminGroupOption,
  AsideView,
  AuditLine,
  ConnectionView,
  DescribedGroupView,
  FollowPlanView,
  PersonalDataView,
  PolicyView,
  SitePersonView,
  TrialView,
} from '#contract/views';
import { type Aside, wayOut } from '#domain/aside/aside';
import type { Connection } from '#domain/connection/connection';
import type { Instant } from '#domain/lib/time';
import type { Reporting } from '#domain/personal/reporting';
import type { Retention } from '#domain/personal/retention';
import type { Policy } from '#domain/policy/policy';
import { unlocksOn } from '#domain/policy/unlock';
import { UNLOCKABLE_PROTECTIONS } from '#domain/protection/group-protection';
import type { AuditFound } from '#operations/audit/search-audit';
import type { PersonOnSite } from '#operations/organization/look-up-person';
import type { DescribedGroup, OfferedGroup } from '#operations/policy/offer-groups';
import type { Trial } from '#operations/policy/try-policy';
import type { FollowPlan } from '#operations/request/follow-bundle';
import { holdingView } from './grant-view';
import { planView } from './plan-view';

/** `cloudId`: of the site that the app is installed in. */
export function connectionView(connection: Connection, cloudId: string): ConnectionView {
  const { organization } = connection;
  return {
    instanceUrl: connection.instanceUrl,
    siteName: connection.siteName,
    email: connection.email,
    actsAs: connection.actsAs,
    tokenKind: connection.tokenKind,
    connectedAt: connection.connectedAt,
    connectedBy: connection.connectedBy,
    health: connection.health,
    sameSite: connection.cloudId === cloudId,
    ...(organization === undefined
      ? {}
      : {
          organization: {
            name: organization.name,
            connectedAt: organization.connectedAt,
            connectedBy: organization.connectedBy,
          },
        }),
  };
}

export function personalDataView(
  reporting: Reporting,
  { keepDays }: Retention,
  now: Instant,
): PersonalDataView {
  return { now, reporting, keepDays };
}

/** `connectionId`: of the connected site, if there is one; what was unlocked on another is locked there. */
export function policyView(
  { savedBy: _, delisted: __, requestableGroups, ...settings }: Policy,
  connectionId: string | undefined,
): PolicyView {
  return {
    ...settings,
    connectionId,
    requestableGroups: requestableGroups.map((group) => {
      const { groupId, name, owners = [], unlockedFor } = group;
      const unlocked = connectionId === undefined ? unlockedFor : unlocksOn(group, connectionId);
      return {
        groupId,
        name,
        owners,
        unlockedFor: UNLOCKABLE_PROTECTIONS.filter((one) => unlocked.includes(one)),
      };
    }),
  };
}

export function adminGroupOption(group: OfferedGroup): AdminGroupOption {
  const { groupId, name, protection, managedElsewhere, looksLike } = group;
  return {
    groupId,
    name,
    protection,
    managedElsewhere,
    looksLike,
    givesProductAccess: group.givesProductAccess,
    recommended: group.recommended,
  };
}

export function describedGroupView(group: DescribedGroup): DescribedGroupView {
  return { ...adminGroupOption(group), members: group.members };
}

export function auditLine({ event, record }: AuditFound): AuditLine {
  return { event, issueKey: record.issueKey, requestId: record.requestId };
}

export function asideView(aside: Aside): AsideView {
  const { key, kind, trouble, since, nextAt } = aside;
  return { key, kind, trouble, since, nextAt, wayOut: wayOut(aside) };
}

export function sitePersonView({ person, groups }: PersonOnSite, now: Instant): SitePersonView {
  const { active, accountType: _accountType, ...shown } = person;
  const byName = [...groups].sort((one, other) => one.name.localeCompare(other.name, 'en'));
  return {
    person: shown,
    active,
    groups: byName.map(({ groupId, name, holding }) => ({
      groupId,
      name,
      grant: holding && holdingView(holding, now),
    })),
  };
}

export function trialView(trial: Trial): TrialView {
  const { preview, sight, rules, longest, usualDays, bundle, parts } = trial;
  const { longestTermDays } = longest;
  return {
    plan: planView(preview),
    sight,
    rules,
    longestTermDays,
    usualDays,
    bundle,
    parts: parts.map((part) => ({
      entitlement: part.entitlement,
      rules: part.rules,
      longestTermDays: part.longest.longestTermDays,
    })),
  };
}

export function followPlanView(plan: FollowPlan): FollowPlanView {
  const { preview, following, term, shortenedTo, notAnyMore } = plan;
  return {
    plan: planView(preview),
    term,
    people: following.people.length,
    left: following.left,
    withWorkItem: following.withWorkItem.map(({ person }) => person),
    notAnyMore,
    shortenedTo,
  };
}
