import type { FaultOfRule } from '#domain/policy/judge-rule';
import { POLICY_NAME_MAX } from '#domain/policy/rule-name';
import { listNames } from './listing';
import { say } from './say';

/**
 * What to do about a rule that can't be kept as it is, in a sentence. `nameOf`: what a project, a group or somebody is called
 * by whoever sent it; nobody else knows.
 */
export function ruleFaultInShort(
  one: FaultOfRule,
  nameOf: (id: string) => string = (id) => id,
): string {
  switch (one.fault) {
    case 'noName':
      return say('Give the rule a name.');
    case 'nameTooLong':
      return say('Use at most {most} characters for the name.', { most: POLICY_NAME_MAX });
    case 'nameTaken':
      return say('Another rule has this name: choose another one.');
    case 'aboutNothing':
      return say('Choose what the rule is about.');
    case 'nobodyMayAsk':
      return say('Choose whose members may ask.');
    case 'inNoProject':
      return say('Choose in which projects it can be asked for.');
    case 'usualTooLong':
      return say('Let requests begin with no more days than the rule allows.');
    case 'byPolicyForGood':
      return say('Say for how many days at most: without an approval, nothing is given for good.');
    case 'projectsUnknown':
      return say(
        'Jira does not know {names}, or does not show {count, plural, one {it} other {them}} to the app. Take {count, plural, one {it} other {them}} out, or choose another project.',
        { names: listNames(one.projectIds.map(nameOf), 'or'), count: one.projectIds.length },
      );
    case 'groupsUnknown':
    case 'askersUnknown':
    case 'membersUnknown':
      return say(
        'The site does not know {names}. Take {count, plural, one {it} other {them}} out, or choose another group.',
        { names: listNames(one.groupIds.map(nameOf), 'or'), count: one.groupIds.length },
      );
    case 'peopleUnknown':
      return say(
        'Jira does not know {names}. Take {count, plural, one {this person} other {these people}} out, or name somebody else.',
        { names: listNames(one.accountIds.map(nameOf), 'or'), count: one.accountIds.length },
      );
    case 'nobodyDecides':
      return say('Choose who decides each stage.');
    case 'tooFewDecide':
      return say(
        'A stage names fewer people than have to approve it: name more, or ask for fewer.',
      );
  }
}
