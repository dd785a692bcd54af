import type { StepView } from '#contract/views';
import { nameProducts } from './change';

const ADMINISTRATION = 'Open admin.atlassian.com and choose the organization.';

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
        ADMINISTRATION,
        'Go to Directory > Users and choose Invite users.',
        `Enter ${who}, and choose ${
          entitlement.products.length === 0
            ? 'no product'
            : `the products: ${nameProducts(entitlement)}`
        }.`,
        'Send the invitation.',
      ];
    case 'newGroup':
      return verb === 'create'
        ? [
            ADMINISTRATION,
            'Go to Directory > Groups and choose Create group.',
            `Enter the name ${entitlement.name} exactly, and create it.`,
          ]
        : addToGroup(who, entitlement.name);
    case 'group':
      return verb === 'remove'
        ? [
            ADMINISTRATION,
            `Go to Directory > Groups and open ${entitlement.name}.`,
            `Find ${who} among the members, and choose Remove user from the menu beside the name.`,
          ]
        : addToGroup(who, entitlement.name);
    case 'role': {
      const open = `In Jira, open the project ${entitlement.projectName} and go to Project settings > People (in a team-managed project: Space settings or Project settings > Access).`;
      return verb === 'remove'
        ? [open, `Find ${who} in the role ${entitlement.name}, and choose Remove.`]
        : [
            open,
            'Choose Add people.',
            `Enter ${who}, choose the role ${entitlement.name}, and add.`,
          ];
    }
  }
}

function addToGroup(who: string, group: string): readonly string[] {
  return [
    ADMINISTRATION,
    `Go to Directory > Groups and open ${group}.`,
    `Choose Add group members, enter ${who}, and add.`,
  ];
}
