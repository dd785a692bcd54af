import { randomUUID } from 'node:crypto';
import { accountOf } from '../site/caller';
import type { StoredPerson } from '../store/people';
import { requireSiteAdministrator } from './group-members';
import {
  type Answer,
  basicOnlyOperation,
  type Call,
  type Operation,
  ok,
  operation,
} from './operation';
import { pageOf } from './page';
import { expansionsIn, objectIn, textIn, textsIn } from './reading';
import { refuse } from './refusal';
import { renderGroupName, renderUser } from './render-user';

const PRODUCTS = ['jira-core', 'jira-servicedesk', 'jira-product-discovery', 'jira-software'];
const USER_READ = 'read:application-role:jira read:group:jira read:user:jira read:avatar:jira';

/** The accountId parameter; names and keys of users are gone (recorded: "needs to be provided"). */
function personAsked({ site, query }: Call): StoredPerson {
  const accountId = query.get('accountId');
  if (accountId === null || accountId === '')
    throw refuse(400, "The 'accountId' query parameter needs to be provided");
  const person = site.people.byId(accountId);
  if (person === undefined)
    throw refuse(404, 'Specified user does not exist or you do not have required permissions');
  return person;
}

/** Operations that anybody may call and nobody gets anything from without logging in (recorded). */
function requireLogin({ caller }: Call): void {
  if (caller.kind === 'anonymous')
    throw refuse(
      401,
      'You are not authenticated. Authentication required to perform this operation.',
    );
}

function requireBrowsing(call: Call): void {
  const { site, caller } = call;
  requireLogin(call);
  if (!site.access.hasGlobal(caller, 'USER_PICKER'))
    throw refuse(403, 'You are not authorized to perform this action.');
}

function getUser(call: Call): Answer {
  requireBrowsing(call);
  return ok(renderUser(call.site, call.caller, personAsked(call), expansionsIn(call.query)));
}

function getMyself({ site, caller, query }: Call): Answer {
  const person = site.people.byId(accountOf(caller) ?? '');
  if (person === undefined)
    throw refuse(401, 'Client must be authenticated to access this resource.');
  return ok(renderUser(site, caller, person, expansionsIn(query)));
}

function getUserGroups(call: Call): Answer {
  requireBrowsing(call);
  const person = personAsked(call);
  return ok(
    call.site.groups.groupsOf(person.accountId).map((group) => renderGroupName(call.site, group)),
  );
}

function getUsersInBulk({ site, caller, query }: Call): Answer {
  const asked = [...new Set(query.getAll('accountId'))];
  if (asked.length === 0) throw refuse(400, "The 'accountId' query parameter needs to be provided");
  if (asked.length > 128) throw refuse(400, 'The number of account IDs must not exceed 128.');
  return ok(
    pageOf(
      asked.flatMap((accountId) => site.people.byId(accountId) ?? []),
      { query, usual: 10, most: 200, address: `${site.siteUrl}/rest/api/3/user/bulk` },
      (person) => renderUser(site, caller, person),
    ),
  );
}

function displayNameFrom(email: string): string {
  return email
    .slice(0, email.indexOf('@'))
    .split(/[._-]+/)
    .filter((part) => part !== '')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join(' ');
}

function createUser(call: Call): Answer {
  const { site, caller } = call;
  requireLogin(call);
  if (!site.access.hasGlobal(caller, 'ADMINISTER'))
    throw refuse(
      403,
      'You are not authorized to perform this action. Administrator privileges are required.',
    );
  const body = objectIn(call.body);
  const email = textIn(body.emailAddress)?.trim();
  if (email === undefined)
    throw refuse(400, '', { emailAddress: 'You must specify an email address.' });
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))
    throw refuse(400, '', { emailAddress: 'The email address is not valid.' });
  if (body.products === undefined)
    throw refuse(400, '', { products: 'You must specify products.' });
  const products = textsIn(body.products);
  const unknown = products.find((product) => !PRODUCTS.includes(product));
  if (unknown !== undefined) throw refuse(400, '', { products: `Invalid product: ${unknown}` });
  const existing = site.people.byEmail(email);
  if (existing !== undefined) {
    // An account with access answers 201 as if it were new, one without access 400 (spec: Create user).
    if (!site.access.hasProductAccess(existing.accountId))
      throw refuse(400, '', { emailAddress: 'A user with this email address already exists.' });
    return { status: 201, body: renderUser(site, caller, existing) };
  }
  const accountId = `712020:${randomUUID()}`;
  site.created.set(accountId, site.clock.now());
  site.people.add({
    accountId,
    displayName: textIn(body.displayName) ?? displayNameFrom(email),
    email,
    active: true,
    accountType: 'atlassian',
    showsEmailTo: 'nobody',
    timeZone: 'Etc/UTC',
    locale: 'en_US',
  });
  for (const product of products)
    for (const { group, byDefault } of site.groups.productGroups(product))
      if (byDefault) site.groups.addMember(group.groupId, accountId);
  site.mailbox.send(accountId, {
    at: site.clock.now(),
    to: email,
    subject: `You have been invited to ${site.siteName}`,
    text: `Join ${site.siteName} in Atlassian: ${site.siteUrl}`,
    html: undefined,
    issueKey: undefined,
    kind: 'invitation',
  });
  const created = site.people.byId(accountId);
  if (created === undefined) throw new Error(`The person ${accountId} was not stored`);
  return { status: 201, body: renderUser(site, caller, created) };
}

function deleteUser(call: Call): Answer {
  requireLogin(call);
  requireSiteAdministrator(call);
  const person = personAsked(call);
  if (person.accountId === accountOf(call.caller)) throw refuse(400, 'You cannot delete yourself.');
  for (const group of call.site.groups.groupsOf(person.accountId))
    call.site.groups.removeMember(group.groupId, person.accountId);
  call.site.people.remove(person.accountId);
  return { status: 204 };
}

export const userOperations: readonly Operation[] = [
  operation('GET /myself', 'read:jira-user', USER_READ, getMyself),
  operation('?GET /user', 'read:jira-user', USER_READ, getUser),
  operation('?GET /user/groups', 'read:jira-user', 'read:group:jira', getUserGroups),
  operation('GET /user/bulk', 'read:jira-user', USER_READ, getUsersInBulk),
  basicOnlyOperation('?POST /user', createUser),
  basicOnlyOperation('?DELETE /user', deleteUser),
];
