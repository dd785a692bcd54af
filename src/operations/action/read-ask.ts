import type { Verb } from '#domain/action/action';
import type { Ask, Change } from '#domain/action/ask';
import { type Entitlement, entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import type { LookedUp } from '../provisioning/look-up';

/** What a page sends: ids, which say nothing until the site was asked. */
export interface AskIds {
  readonly people: readonly string[];
  readonly changes: readonly (
    | { readonly kind: 'group'; readonly verb: Verb; readonly groupId: string }
    | {
        readonly kind: 'role';
        readonly verb: Verb;
        readonly projectId: string;
        readonly roleId: string;
      }
  )[];
}

/**
 * The ask behind the ids, with the names that the site knows: every person with every change, each
 * once. What the site doesn't know keeps a name that says so; the plan tells why it can't be done.
 */
export function readAsk(ids: AskIds, site: LookedUp): Ask {
  const people = [...new Set(ids.people)];
  const everybody = people.map((_, position) => position);
  const changes = new Map<string, Change>();
  for (const asked of ids.changes) {
    const entitlement = readEntitlement(asked, site);
    const key = `${asked.verb} ${entitlementKey(entitlement)}`;
    changes.set(key, { verb: asked.verb, entitlement, subjects: everybody });
  }
  return {
    subjects: people.map((accountId) => ({ kind: 'person', ...readPerson(accountId, site) })),
    changes: [...changes.values()],
  };
}

/** Without the e-mail address: the app sees more of them than the asker may. */
function readPerson(accountId: string, site: LookedUp): Person {
  const person = site.people.get(accountId);
  return {
    accountId,
    displayName: person?.displayName ?? 'Unknown person',
    ...(person?.avatarUrl === undefined ? {} : { avatarUrl: person.avatarUrl }),
  };
}

function readEntitlement(asked: AskIds['changes'][number], site: LookedUp): Entitlement {
  if (asked.kind === 'group') {
    const name = site.groups.get(asked.groupId)?.name ?? 'Unknown group';
    return { kind: 'group', groupId: asked.groupId, name };
  }
  const role = site.roles.get(`role:${asked.projectId}:${asked.roleId}`);
  return {
    kind: 'role',
    projectId: asked.projectId,
    projectKey: role?.projectKey ?? '?',
    projectName: role?.projectName ?? 'Unknown project',
    roleId: asked.roleId,
    name: role?.name ?? 'Unknown role',
  };
}
