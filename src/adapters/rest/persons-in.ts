import type { Person } from '#domain/action/person';
import type { Listed } from '#domain/lib/listed';
import { personOf } from './person-of';
import type { User } from './schemas';

/** Those of the found who can hold access: active ones, no apps and no customers. */
export function personsIn({ items, unreadable }: Listed<User>): Listed<Person> {
  const persons = items
    .map(personOf)
    .filter(({ active, accountType }) => active && accountType === 'atlassian')
    .map(({ active: _active, accountType: _type, ...person }) => person);
  return { items: persons, unreadable };
}
