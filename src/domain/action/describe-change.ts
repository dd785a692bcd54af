import type { Ask, Change } from './ask';
import type { Entitlement } from './entitlement';

const NAMED = 3;

/** `add Priya Raman and Noah Okafor to the group frontend`, for messages and for the audit. */
export function describeChange(ask: Ask, change: Change): string {
  const names = change.subjects.flatMap((position) => ask.subjects[position]?.displayName ?? []);
  const where = describeEntitlement(change.entitlement);
  return change.verb === 'add'
    ? `add ${listNames(names)} to ${where}`
    : `remove ${listNames(names)} from ${where}`;
}

export function describeEntitlement(entitlement: Entitlement): string {
  return entitlement.kind === 'group'
    ? `the group ${entitlement.name}`
    : `the role ${entitlement.name} in ${entitlement.projectName}`;
}

/** `A`, `A and B`, `A, B and C`, `A, B, C and 4 others`. */
export function listNames(names: readonly string[]): string {
  const shown = names.length > NAMED + 1 ? names.slice(0, NAMED) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} others`] : shown;
  const last = parts.at(-1) ?? 'nobody';
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last;
}
