import { nameKey } from '#domain/list/name-key';
import type { DirectoryPerson } from '#ports/directory';
import { personOf } from '../../rest/person-of';
import type { SiteClient } from '../client/site-client';
import { findUsers } from './find-users';

/** Everybody who has exactly one of these names, by `nameKey`. */
export async function findPeopleByName(
  client: SiteClient,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly DirectoryPerson[]>> {
  const wanted = new Map(
    names.map((name) => [nameKey(name), name] as const).filter(([key]) => key !== ''),
  );
  const keyOf = ({ displayName = '' }: { displayName?: string | undefined }) =>
    nameKey(displayName);
  const found = await findUsers(client, wanted, keyOf);
  return new Map([...found].map(([name, users]) => [name, users.map(personOf)]));
}
