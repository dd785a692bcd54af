import { randomUUID } from 'node:crypto';
import type { SiteGroup } from '../atlassian';
import type { Caller } from '../site/caller';
import type { Site } from '../site/site';
import { foldName } from '../store/groups';
import { groupAsked } from './group-lookup';
import { requireOwnGroup, requireSiteAdministrator } from './group-members';
import { highlight } from './highlight';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { pageOf } from './page';
import { integerIn, objectIn, textIn, truthIn } from './reading';
import { refuse } from './refusal';
import { renderGroupName } from './render-user';

/** jira.ajax.autocomplete.limit, which caps pickers (spec: groups/picker). */
const PICKER_USUAL = 20;
const PICKER_MOST = 1000;

const PRODUCTS = ['jira-servicedesk', 'jira-software', 'jira-product-discovery', 'jira-core'];
const ACCESS_TYPES: Readonly<Record<string, (site: Site) => readonly SiteGroup[]>> = {
  'site-admin': (site) => site.groups.groupsGranted('SYSTEM_ADMIN'),
  admin: (site) => site.groups.groupsGranted('ADMINISTER'),
  user: (site) =>
    PRODUCTS.flatMap((key) => site.groups.productGroups(key).map(({ group }) => group)),
};

const maySeeGroups = (site: Site, caller: Caller) => site.access.hasGlobal(caller, 'USER_PICKER');

function createGroup(call: Call): Answer {
  requireSiteAdministrator(call);
  const name = textIn(objectIn(call.body).name)?.trim();
  if (name === undefined || name === '') throw refuse(400, '', { name: 'Group name is required.' });
  if (name.length > 255)
    throw refuse(400, '', { name: 'The group name must not exceed 255 characters.' });
  if (call.site.groups.byName(name) !== undefined)
    throw refuse(400, '', { name: 'A group or user with this name already exists.' });
  const group = { groupId: randomUUID(), name, managedByIdentityProvider: false };
  call.site.groups.add(group);
  call.site.created.set(group.groupId, call.site.clock.now());
  return {
    status: 201,
    body: {
      ...renderGroupName(call.site, group),
      users: { size: 0, items: [], 'max-results': 50, 'start-index': 0, 'end-index': 0 },
      expand: 'users',
    },
  };
}

function deleteGroup(call: Call): Answer {
  requireSiteAdministrator(call);
  const group = groupAsked(call.site, call.query);
  requireOwnGroup(group);
  call.site.groups.remove(group.groupId);
  return { status: 200 };
}

function listGroups({ site, caller, query }: Call): Answer {
  if (!maySeeGroups(site, caller))
    throw refuse(403, 'Browse users and groups permission is required to view groups.');
  const ids = new Set(query.getAll('groupId'));
  const names = new Set(query.getAll('groupName').map(foldName));
  const accessType = query.get('accessType');
  const product = query.get('applicationKey');
  const ofAccess = accessType === null ? undefined : ACCESS_TYPES[accessType];
  if (accessType !== null && ofAccess === undefined)
    throw refuse(
      400,
      `Invalid access type '${accessType}'. Valid values are: site-admin, admin, user.`,
    );
  if (product !== null && !PRODUCTS.includes(product))
    throw refuse(400, `Invalid application key '${product}'.`);
  const withAccess = ofAccess && new Set(ofAccess(site).map((group) => group.groupId));
  const withProduct =
    product === null
      ? undefined
      : new Set(site.groups.productGroups(product).map(({ group }) => group.groupId));
  const found = site.groups
    .all()
    .filter(
      (group) =>
        (ids.size + names.size === 0 ||
          ids.has(group.groupId) ||
          names.has(foldName(group.name))) &&
        (withAccess === undefined || withAccess.has(group.groupId)) &&
        (withProduct === undefined || withProduct.has(group.groupId)),
    );
  return ok(
    pageOf(
      found,
      { query, usual: 50, most: 50, address: `${site.siteUrl}/rest/api/3/group/bulk` },
      (group) => ({ name: group.name, groupId: group.groupId }),
    ),
  );
}

/** Looks once at what makes labels, for however many groups are shown. */
function foundGroupRenderer(site: Site, term: string) {
  const idsOf = (those: readonly SiteGroup[]) => new Set(those.map(({ groupId }) => groupId));
  const admins = idsOf(site.groups.groupsGranted('ADMINISTER'));
  const withProduct = PRODUCTS.map(
    (key) => [key, idsOf(site.groups.productGroups(key).map(({ group }) => group))] as const,
  );
  return (group: SiteGroup) => {
    const [product] = withProduct.find(([, ids]) => ids.has(group.groupId)) ?? [];
    return renderFoundGroup(group, term, admins.has(group.groupId), product);
  };
}

/** A group as pickers show it; `managedBy` and `usageType` as the document describes them. */
function renderFoundGroup(
  group: SiteGroup,
  term: string,
  isAdmin: boolean,
  product: string | undefined,
) {
  const label = (text: string, title: string, type: string) => ({ text, title, type });
  return {
    name: group.name,
    html: highlight(group.name, term),
    labels: [
      ...(isAdmin
        ? [label('Admin', 'Users added to this group will be given administrative access', 'ADMIN')]
        : []),
      ...(product === undefined
        ? []
        : [
            label('Jira', `Users added to this group will be given access to ${product}`, 'SINGLE'),
          ]),
    ],
    groupId: group.groupId,
    managedBy: group.managedByIdentityProvider ? 'EXTERNAL' : 'ADMINS',
    usageType: 'USERBASE_GROUP',
  };
}

/** What both pickers that offer groups answer with (spec: FoundGroups). */
export function findGroups(site: Site, caller: Caller, query: URLSearchParams) {
  const term = query.get('query') ?? '';
  const exclude = new Set([...query.getAll('exclude'), ...query.getAll('excludeId')]);
  const anyCase = truthIn(query, 'caseInsensitive');
  const fold = (value: string) => (anyCase ? value.toLowerCase() : value);
  const seesAll = maySeeGroups(site, caller);
  const matches = (site.groups.all() as readonly SiteGroup[]).filter(
    (group) =>
      // Without Browse users and groups only an exact name is found (spec: groups/picker).
      (seesAll
        ? fold(group.name).includes(fold(term))
        : caller.kind !== 'anonymous' && group.name === term) &&
      !exclude.has(group.name) &&
      !exclude.has(group.groupId),
  );
  const asked = integerIn(query, 'maxResults', PICKER_USUAL);
  const shown = matches.slice(0, asked <= 0 ? PICKER_USUAL : Math.min(asked, PICKER_MOST));
  return {
    header: `Showing ${shown.length} of ${matches.length} matching groups`,
    total: matches.length,
    groups: shown.map(foundGroupRenderer(site, term)),
  };
}

export const groupOperations: readonly Operation[] = [
  operation(
    'POST /group',
    'manage:jira-configuration',
    'read:group:jira read:user:jira write:group:jira read:avatar:jira',
    createGroup,
  ),
  operation('DELETE /group', 'manage:jira-configuration', 'delete:group:jira', deleteGroup),
  operation('GET /group/bulk', 'read:jira-user', 'read:group:jira', listGroups),
  operation('?GET /groups/picker', 'read:jira-user', 'read:group:jira', ({ site, caller, query }) =>
    ok(findGroups(site, caller, query)),
  ),
];
