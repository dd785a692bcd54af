import { RULE_NAME_MAX, type RuleFault } from '#domain/policy/judge-rule';
import { say } from './say';

/** What to do about a rule that can't be kept as it is, in a sentence. */
export function ruleFaultInShort(fault: RuleFault): string {
  switch (fault) {
    case 'noName':
      return say('Give the rule a name.');
    case 'nameTooLong':
      return say('Use at most {most} characters for the name.', { most: RULE_NAME_MAX });
    case 'nameTaken':
      return say('Another rule has this name: choose another one.');
    case 'aboutNothing':
      return say('Choose what the rule is about.');
    case 'nobodyMayAsk':
      return say('Choose whose members may ask.');
    case 'inNoProject':
      return say('Choose in which projects it can be asked for.');
    case 'nobodyDecides':
      return say('Choose who decides each stage.');
    case 'tooFewDecide':
      return say(
        'A stage names fewer people than have to approve it: name more, or ask for fewer.',
      );
  }
}
