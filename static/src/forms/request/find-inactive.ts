import { isEmail } from '#domain/action/email';
import type { Person } from '#domain/action/person';
import { nameKey } from '#domain/list/name-key';
import { callForm } from '../../api/callers';
import type { AskedPerson } from '../asked-subject';

/** From so many letters on, what nobody active is called may be the name of somebody who left. */
const SHORTEST_NAME = 3;

/**
 * Somebody inactive of just this name or address, where nobody active has it: a search finds only those who are
 * active, and access can still be taken from the others.
 */
export async function findInactive(
  issueId: string,
  query: string,
  active: readonly Person[],
): Promise<AskedPerson | undefined> {
  const wanted = query.trim();
  const isWhole = isEmail(wanted) || /\s/.test(wanted) || active.length === 0;
  const isThere = active.some(({ displayName }) => nameKey(displayName) === nameKey(wanted));
  if (wanted.length < SHORTEST_NAME || !isWhole || isThere) return undefined;
  const answer = await callForm('people.resolve', { issueId, entries: [wanted] });
  const meaning = answer.ok ? answer.value[0] : undefined;
  return meaning?.found === 'inactive'
    ? { kind: 'person', ...meaning.person, inactive: true }
    : undefined;
}
