import { accountIdIn } from '#domain/action/account-id';
import type { AddressOwner } from '#domain/action/address-owner';
import { isEmail } from '#domain/action/email';
import { emailKey } from '#domain/action/subject';
import type { EntryMeaning } from '#domain/list/entry-meaning';
import { nameKey } from '#domain/list/name-key';
import type { Directory, DirectoryPerson } from '#ports/directory';

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Whom each entry of a list means. An address means the account that has it, or the only one that may; an
 * account id that account; a name everybody who has exactly that name. Apps and customers do not count.
 * Answers in the order of the entries.
 */
export async function resolveEntries(
  directory: Pick<Directory, 'owners' | 'people' | 'peopleByName'>,
  entries: readonly string[],
): Promise<readonly EntryMeaning[]> {
  const ids = entries.flatMap((entry) => accountIdIn(entry) ?? []);
  const emails = entries.filter(isEmail);
  const names = entries.filter((entry) => accountIdIn(entry) === undefined && !isEmail(entry));
  const [byId, owners, byName] = await Promise.all([
    ids.length === 0 ? NOTHING : directory.people(ids),
    emails.length === 0 ? NOTHING : directory.owners(emails),
    names.length === 0 ? NOTHING : directory.peopleByName(names),
  ]);
  return entries.map((entry) => {
    const id = accountIdIn(entry);
    if (id !== undefined) {
      const person = byId.get(id);
      return person === undefined ? { found: 'noSuchAccount' } : meaningOf([person]);
    }
    if (!isEmail(entry)) return meaningOf(byName.get(nameKey(entry)) ?? []);
    return meaningOfAddress(entry, owners.get(emailKey(entry)));
  });
}

function meaningOfAddress(
  email: string,
  owner: AddressOwner<DirectoryPerson> = { owner: 'nobody' },
): EntryMeaning {
  switch (owner.owner) {
    case 'known':
      return meaningOf([owner.person]);
    case 'perhaps': {
      const meaning = meaningOf([owner.person]);
      return meaning.found === 'person' ? { ...meaning, foundBy: email } : meaning;
    }
    case 'notKnown':
      return { found: 'addressNotKnown' };
    case 'nobody':
      return { found: 'newPerson', email };
  }
}

const isPerson = ({ accountType }: DirectoryPerson) =>
  accountType === 'atlassian' || accountType === 'unknown';

/** Somebody who is inactive counts only where nobody active has the name. */
function meaningOf(found: readonly DirectoryPerson[]): EntryMeaning {
  const people = found.filter(isPerson);
  const active = people.filter((person) => person.active);
  const [first, ...others] = active.length > 0 ? active : people;
  if (first === undefined) return { found: 'nobody' };
  if (!first.active)
    return others.length === 0
      ? { found: 'inactive', person: shown(first) }
      : { found: 'severalInactive' };
  if (others.length === 0) {
    const namesake = people.length > 1 ? { hasInactiveNamesake: true as const } : {};
    return { found: 'person', person: shown(first), ...namesake };
  }
  return { found: 'several', people: active.map(shown) };
}

/** Without the address: the asker may see no more of it than they typed. */
function shown({ accountId, displayName, avatarUrl }: DirectoryPerson) {
  return { accountId, displayName, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}
