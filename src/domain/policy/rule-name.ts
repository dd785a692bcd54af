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
const ruleNameKey = (name: string): string =>
  keptRuleName(name)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .toLocaleLowerCase('en');

/** Whether nobody can tell one name from the other. */
export const readsTheSame = (one: string, other: string): boolean =>
  ruleNameKey(one) === ruleNameKey(other);

/** Of whatever stands in the policy by a name: a rule, a bundle, or a level of one. */
export const POLICY_NAME_MAX = 60;

export interface NameFault {
  readonly fault: /** Nobody can read any of it. */
    | 'noName'
    | 'nameTooLong'
    /** One before it reads the same. */
    | 'nameTaken';
}

/** What is wrong with a name, if anything is; `all`: those of its kind, in their order. */
export function nameFaults<One extends Named>(one: One, all: readonly One[]): readonly NameFault[] {
  const name = keptRuleName(one.name);
  if (name === '') return [{ fault: 'noName' }];
  if (name.length > POLICY_NAME_MAX) return [{ fault: 'nameTooLong' }];
  const before = all.slice(0, Math.max(0, all.indexOf(one)));
  const isTaken = before.some((other) => ruleNameKey(other.name) === ruleNameKey(name));
  return isTaken ? [{ fault: 'nameTaken' }] : [];
}
