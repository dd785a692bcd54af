import type { PolicyRefusal } from '#domain/policy/unlock';
import type { ProtectionDoubt } from '#domain/protection/administering';
import type { GroupProtection } from '#domain/protection/group-protection';
import { bundleFaultInShort } from './bundle-words';
import type { Explanation } from './explanation';
import { listNames } from './listing';
import { ruleFaultInShort } from './rule-fault';
import { say } from './say';

/** Why a group is protected, and by which way that is known. */
export function explainProtection(protection: GroupProtection): string {
  switch (protection) {
    case 'siteAdministration':
      return say('Its members administer the site.');
    case 'jiraAdministration':
      return say('Its members administer Jira.');
    case 'adminLabel':
      return say('Jira marks it as giving administrative access.');
    case 'siteAdminName':
      return say(
        'Its name is kept for administrators of the site, the organization or another product.',
      );
    case 'reservedName':
      return say('Its name is kept for administrators of Jira.');
    case 'notKnown':
      return say(
        'The site does not tell which groups administer, so every group counts as protected.',
      );
  }
}

/** The same beside a name, for lists. */
export function protectionInShort(protection: GroupProtection): string {
  switch (protection) {
    case 'siteAdministration':
      return say('administers the site');
    case 'jiraAdministration':
      return say('administers Jira');
    case 'adminLabel':
      return say('marked as administering');
    case 'siteAdminName':
      return say('its name is kept for site admins');
    case 'reservedName':
      return say('its name is kept for Jira admins');
    case 'notKnown':
      return say('not known');
  }
}

/** Why it can't be known what is protected. */
export function explainDoubt(doubt: ProtectionDoubt): string {
  switch (doubt) {
    case 'noAnswer':
      return say('The site refused to tell which groups administer, or its answer was not whole.');
    case 'empty':
      return say(
        'The site names no group that administers, which can’t be so: the connection’s own account administers it.',
      );
    case 'notOurs':
      return say(
        'None of the groups that the site names is one that the connection’s own account is in, though it administers the site.',
      );
  }
}

export function explainPolicyRefusal(refusal: PolicyRefusal): Explanation {
  if (refusal.code === 'bundles') {
    const bundles = [...new Set(refusal.faults.map(({ bundle }) => bundle))];
    const problems = refusal.faults.map((one) => {
      const problem = bundleFaultInShort(one);
      return bundles.length === 1
        ? problem
        : say('{name}: {problem}', { name: one.bundle, problem });
    });
    return {
      what:
        bundles.length === 1
          ? say('The bundle “{bundle}” can’t be saved as it is.', { bundle: bundles[0] ?? '' })
          : say('These bundles can’t be saved as they are: {bundles}.', {
              bundles: listNames(bundles, 'and'),
            }),
      why: say('Nothing of the policy was saved; what you have changed is still here.'),
      next: [...new Set(problems)].join(' '),
    };
  }
  if (refusal.code === 'rules') {
    const rules = [...new Set(refusal.faults.map(({ rule }) => rule))];
    const problems = refusal.faults.map((one) => {
      const problem = ruleFaultInShort(one);
      return rules.length === 1 ? problem : say('{name}: {problem}', { name: one.rule, problem });
    });
    return {
      what:
        rules.length === 1
          ? say('The rule “{rule}” can’t be saved as it is.', { rule: rules[0] ?? '' })
          : say('These rules can’t be saved as they are: {rules}.', {
              rules: listNames(rules, 'and'),
            }),
      why: say('Nothing of the policy was saved; what you have changed is still here.'),
      next: [...new Set(problems)].join(' '),
    };
  }
  if (refusal.code === 'glassNotListed') {
    return {
      what: say(
        'These groups are to be taken by breaking the glass, and are not listed: {groups}.',
        {
          groups: listNames(refusal.groups, 'and'),
        },
      ),
      why: say(
        'Only what can be asked for can be taken so. Nothing of the policy was saved; what you have changed is still here.',
      ),
      next: say('List them, or take them out of Break glass.'),
    };
  }
  if (refusal.code === 'namesUnknown') {
    return {
      what: say('The policy names what nobody knows: {ids}.', {
        ids: listNames([...refusal.groups, ...refusal.people], 'and'),
      }),
      why: say(
        'The site has no such group, or Jira no such account. Nothing of the policy was saved; what you have changed is still here.',
      ),
      next: say('Take it out of the listed groups, owners and fallback approvers, and save again.'),
    };
  }
  const names = listNames(refusal.groups, 'and');
  switch (refusal.code) {
    case 'takesSiteAdministrator':
      return {
        what: say('Only a site admin can unlock {names}.', { names }),
        why: say(
          'Its members would administer more than Jira, which is more than a Jira admin can give.',
        ),
        next: say('Ask somebody who administers the site to unlock it here, or leave it locked.'),
      };
    case 'protectionNotKnown':
      return {
        what: say('{names} can’t be unlocked now.', { names }),
        why: say('The site does not tell which groups administer it, or whether you do.'),
        next: say(
          'Leave it locked, and try again later; the list of protected groups says what is wrong.',
        ),
      };
  }
}
