import type { StepView } from '#contract/views';
import { nameProducts } from '#words/access-names';
import { say } from '#words/say';

const administration = () => say('Open admin.atlassian.com and choose the organization.');

/** What a person does on the site in place of a step that failed, click by click. */
export function manualSteps({
  verb,
  subject,
  entitlement,
}: Pick<StepView, 'verb' | 'subject' | 'entitlement'>): readonly string[] {
  const who = subject.displayName;
  switch (entitlement.kind) {
    case 'account':
      return [
        administration(),
        say('Go to Directory > Users and choose Invite users.'),
        entitlement.products.length === 0
          ? say('Enter {who}, and choose no product.', { who })
          : say('Enter {who}, and choose the products: {products}.', {
              who,
              products: nameProducts(entitlement),
            }),
        say('Send the invitation.'),
      ];
    case 'newGroup':
      return verb === 'create'
        ? [
            administration(),
            say('Go to Directory > Groups and choose Create group.'),
            say('Enter the name {name} exactly, and create it.', { name: entitlement.name }),
          ]
        : addToGroup(who, entitlement.name);
    case 'group':
      return verb === 'remove'
        ? [
            administration(),
            say('Go to Directory > Groups and open {name}.', { name: entitlement.name }),
            say(
              'Find {who} among the members, and choose Remove user from the menu beside the name.',
              { who },
            ),
          ]
        : addToGroup(who, entitlement.name);
    case 'role': {
      const open = say(
        'In Jira, open the project {project} and go to Project settings > People (in a team-managed project: Space settings or Project settings > Access).',
        { project: entitlement.projectName },
      );
      return verb === 'remove'
        ? [
            open,
            say('Find {who} in the role {name}, and choose Remove.', {
              who,
              name: entitlement.name,
            }),
          ]
        : [
            open,
            say('Choose Add people.'),
            say('Enter {who}, choose the role {name}, and add.', { who, name: entitlement.name }),
          ];
    }
  }
}

function addToGroup(who: string, group: string): readonly string[] {
  return [
    administration(),
    say('Go to Directory > Groups and open {group}.', { group }),
    say('Choose Add group members, enter {who}, and add.', { who }),
  ];
}
