import { isEmail } from '#domain/action/email';
import { emailKey } from '#domain/action/subject';
import type { EntryMeaning } from '#domain/list/entry-meaning';
import { nameKey } from '#domain/list/name-key';
import type { Directory, DirectoryPerson } from '#ports/directory';

/**
 * Whom each entry of a list means. An address means the one account that has it; a name means everybody who
 * has exactly that name. Apps and customers do not count. Answers in the order of the entries.
 */
export async function resolveEntries(
  directory: Directory,
  entries: readonly string[],
): Promise<readonly EntryMeaning[]> {
  const emails = entries.filter(isEmail);
  const names = entries.filter((entry) => !isEmail(entry));
  const [byEmail, byName] = await Promise.all([
    emails.length === 0 ? new Map<string, DirectoryPerson>() : directory.peopleByEmail(emails),
    names.length === 0
      ? new Map<string, readonly DirectoryPerson[]>()
      : directory.peopleByName(names),
  ]);
  return entries.map((entry) => {
    if (!isEmail(entry)) return meaningOf((byName.get(nameKey(entry)) ?? []).filter(isPerson));
    const person = byEmail.get(emailKey(entry));
    if (person === undefined) return { found: 'newPerson', email: entry };
    return meaningOf([person].filter(isPerson));
  });
}

const isPerson = ({ accountType }: DirectoryPerson) =>
  accountType === 'atlassian' || accountType === 'unknown';

/** Somebody who is inactive counts only where nobody active has the name. */
function meaningOf(people: readonly DirectoryPerson[]): EntryMeaning {
  const active = people.filter((person) => person.active);
  const [first, ...others] = active.length > 0 ? active : people;
  if (first === undefined) return { found: 'nobody' };
  if (!first.active) return { found: 'inactive', person: shown(first) };
  if (others.length === 0) return { found: 'person', person: shown(first) };
  return { found: 'several', people: active.map(shown) };
}

/** Without the address: the asker may see no more of it than they typed. */
function shown({ accountId, displayName, avatarUrl }: DirectoryPerson) {
  return { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}
