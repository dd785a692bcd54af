import { listNames } from './listing';
import { say } from './say';

/** By which rules a stage is asked, as a sentence; undefined where it is asked of everything. */
export function askedByRules(rules: readonly string[]): string | undefined {
  if (rules.length === 0) return undefined;
  return say('Asked for by the {count, plural, one {rule} other {rules}} {names}.', {
    count: rules.length,
    names: namesOf(rules),
  });
}

/** Which rules say that nobody is asked. */
export const saidByRules = (rules: readonly string[]): string =>
  say('So {count, plural, one {says the rule} other {say the rules}} {names}.', {
    count: rules.length,
    names: namesOf(rules),
  });

const namesOf = (rules: readonly string[]): string =>
  listNames(rules.map((rule) => say('“{rule}”', { rule })));

/** A sentence, and by which rules that was asked. */
export function withRules(sentence: string, rules: readonly string[] = []): string {
  const asked = askedByRules(rules);
  return asked === undefined ? sentence : say('{sentence} {asked}', { sentence, asked });
}
