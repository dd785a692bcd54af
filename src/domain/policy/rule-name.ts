import { onOneLine, readableEnds } from '../lib/readable-text';
import type { Rule } from './rule';

type Named = Pick<Rule, 'name'>;

/** A rule's name as it is kept: on one line, without what nobody reads at its ends. Empty where nobody can read any of it. */
export const keptRuleName = (name: string): string => readableEnds(onOneLine(name));

/**
 * What people are told of a rule by, whatever it is called: its name; with its place in the policy where another is
 * called the same, and by that alone where nobody can read its name.
 */
export function nameOfRule(rules: readonly Named[], rule: Named): string {
  const name = keptRuleName(rule.name);
  const key = ruleNameKey(name);
  const namesakes = rules.filter((one) => ruleNameKey(one.name) === key);
  const place = `#${rules.indexOf(rule) + 1}`;
  if (name === '') return place;
  return namesakes.length > 1 ? `${name} (${place})` : name;
}

/** One string for what reads the same, whatever stands between that nobody sees. */
export const ruleNameKey = (name: string): string =>
  keptRuleName(name)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .toLocaleLowerCase('en');
