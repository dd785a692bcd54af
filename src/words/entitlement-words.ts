import type { Verb } from '#domain/action/action';
import type {
  AccountEntitlement,
  Entitlement,
  GroupEntitlement,
  NewGroupEntitlement,
  RoleEntitlement,
} from '#domain/action/entitlement';
import { nameProducts, productNames } from './product-names';
import { say } from './say';

/** All that is said of an entitlement of whichever kind. */
export interface EntitlementWords {
  /** Within a sentence: `the group frontend`, `the role Developers in Website`. */
  name(): string;
  /** What stands first where it is listed, and what stands beside it in small. */
  title(): string;
  detail(): string;
  /** Under which heading the form offers it, and by which words it is found there. */
  section(): string;
  search(): string;
  /** What a person does on the site in place of a step that failed, click by click. */
  byHand(verb: Verb, who: string): readonly string[];
}

export function wordsOf(entitlement: Entitlement): EntitlementWords {
  switch (entitlement.kind) {
    case 'group':
      return groupWords(entitlement);
    case 'newGroup':
      return newGroupWords(entitlement);
    case 'role':
      return roleWords(entitlement);
    case 'account':
      return accountWords(entitlement);
  }
}

function groupWords({ name }: GroupEntitlement): EntitlementWords {
  return {
    name: () => say('the group {name}', { name }),
    title: () => name,
    detail: () => say('group'),
    section: () => say('Groups'),
    search: () => `${name} ${say('group')}`,
    byHand: (verb, who) =>
      verb === 'remove'
        ? [
            administration(),
            say('Go to Directory > Groups and open {name}.', { name }),
            say(
              'Find {who} among the members, and choose Remove user from the menu beside the name.',
              { who },
            ),
          ]
        : addToGroup(who, name),
  };
}

function newGroupWords({ name }: NewGroupEntitlement): EntitlementWords {
  return {
    name: () => say('the new group {name}', { name }),
    title: () => name,
    detail: () => say('new group'),
    section: () => say('Something new'),
    search: () => `${name} ${say('group')}`,
    byHand: (verb, who) =>
      verb === 'create'
        ? [
            administration(),
            say('Go to Directory > Groups and choose Create group.'),
            say('Enter the name {name} exactly, and create it.', { name }),
          ]
        : addToGroup(who, name),
  };
}

function roleWords({ name, projectName, projectKey }: RoleEntitlement): EntitlementWords {
  const project = projectName;
  return {
    name: () => say('the role {name} in {project}', { name, project }),
    title: () => name,
    detail: () => say('role in {project}', { project }),
    section: () => say('Roles in {project}', { project }),
    search: () => `${name} ${projectName} ${projectKey} ${say('role')}`,
    byHand: (verb, who) => {
      const open = say(
        'In Jira, open the project {project} and go to Project settings > People (in a team-managed project: Space settings or Project settings > Access).',
        { project },
      );
      return verb === 'remove'
        ? [open, say('Find {who} in the role {name}, and choose Remove.', { who, name })]
        : [
            open,
            say('Choose Add people.'),
            say('Enter {who}, choose the role {name}, and add.', { who, name }),
          ];
    },
  };
}

function accountWords(account: AccountEntitlement): EntitlementWords {
  const hasNone = account.products.length === 0;
  return {
    name: () =>
      hasNone
        ? say('an account without access to a product')
        : say('an account with access to {names}', { names: productNames(account) }),
    title: () => say('Account'),
    detail: () => nameProducts(account),
    section: () => say('Something new'),
    search: () => say('Account'),
    byHand: (_, who) => [
      administration(),
      say('Go to Directory > Users and choose Invite users.'),
      hasNone
        ? say('Enter {who}, and choose no product.', { who })
        : say('Enter {who}, and choose the products: {products}.', {
            who,
            products: nameProducts(account),
          }),
      say('Send the invitation.'),
    ],
  };
}

const administration = () => say('Open admin.atlassian.com and choose the organization.');

function addToGroup(who: string, group: string): readonly string[] {
  return [
    administration(),
    say('Go to Directory > Groups and open {group}.', { group }),
    say('Choose Add group members, enter {who}, and add.', { who }),
  ];
}
