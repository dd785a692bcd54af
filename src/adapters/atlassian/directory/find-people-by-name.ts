import { nameKey } from '#domain/list/name-key';
import type { DirectoryPerson } from '#ports/directory';
import type { SurveyAnswer } from '#ports/survey-store';
import { tooManyPeople } from '../../rest/failure-of';
import { personOf } from '../../rest/person-of';
import type { User } from '../../rest/schemas';
import type { SiteClient } from '../client/site-client';
import { findPeople } from './find-people';
import { SEARCHED_ONE_BY_ONE, searchAllUsers } from './find-users';
import { readAllUsers } from './read-all-users';
import type { Survey } from './survey';

export interface NamePorts {
  readonly client: SiteClient;
  /** Keeps what one invocation could not read to its end; undefined where it may read as much as it takes. */
  readonly survey: ((names: readonly string[]) => Promise<Survey>) | undefined;
}

/**
 * Everybody who has exactly one of these names, by `nameKey`. A few are searched for; many, and who is not found
 * so, are looked for among all users of the site: a search leaves those out who are inactive. Throws MoreToRead
 * where it is more than one invocation may read, and SiteFailure where it can't be known who else has a name.
 */
export async function findPeopleByName(
  { client, survey }: NamePorts,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly DirectoryPerson[]>> {
  const wanted = new Map(names.map((name) => [nameKey(name), name] as const));
  wanted.delete('');
  if (wanted.size === 0) return new Map();
  const asked = await survey?.([...wanted.keys()]);
  try {
    return await find(client, asked, wanted);
  } catch (problem) {
    throw asked === undefined ? problem : await asked.endWith(problem);
  }
}

async function find(
  client: SiteClient,
  survey: Survey | undefined,
  wanted: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly DirectoryPerson[]>> {
  const keys = [...wanted.keys()];
  const searched = new Map<string, SurveyAnswer>();
  const seen = new Map<string, DirectoryPerson>();
  const searchAll = async () => {
    const answers = await Promise.all(
      [...wanted].map(async ([key, name]) => {
        const read = () => search(client, key, name, seen);
        return [key, await (survey === undefined ? read() : survey.ask(key, read))] as const;
      }),
    );
    for (const [key, answer] of answers) searched.set(key, answer);
  };
  const isOpen = (key: string) => isCutOff(searched.get(key));
  const hasNobody = (key: string) => (searched.get(key)?.accountIds ?? []).length === 0;

  if (keys.length <= SEARCHED_ONE_BY_ONE) await searchAll();
  if (keys.every((key) => !isOpen(key) && !hasNobody(key))) {
    return byName(await peopleOf(client, searched, seen));
  }
  const users = await readAllUsers(client, survey, {
    matters: ({ displayName = '' }) => wanted.has(nameKey(displayName)),
  });
  if (!users.isWhole) {
    if (searched.size === 0) await searchAll();
    if (keys.some(isOpen)) throw tooManyPeople();
  }
  return byName([...users.people, ...(await peopleOf(client, searched, seen))]);
}

async function search(
  client: SiteClient,
  key: string,
  name: string,
  seen: Map<string, DirectoryPerson>,
): Promise<SurveyAnswer> {
  const { users, isWhole } = await searchAllUsers(client, name);
  const meant = users.filter(({ displayName = '' }: User) => nameKey(displayName) === key);
  for (const user of meant) seen.set(user.accountId, personOf(user));
  const size = users.length;
  return {
    found: [],
    size,
    total: isWhole ? size : size + 1,
    hidesSomebody: false,
    accountIds: meant.map(({ accountId }) => accountId),
  };
}

/** Of what was not searched, nothing is known. */
const isCutOff = (answer: SurveyAnswer | undefined): boolean =>
  answer === undefined || answer.total > answer.size;

async function peopleOf(
  client: SiteClient,
  searched: ReadonlyMap<string, SurveyAnswer>,
  seen: ReadonlyMap<string, DirectoryPerson>,
): Promise<readonly DirectoryPerson[]> {
  const ids = [...searched.values()].flatMap(({ accountIds = [] }) => accountIds);
  const unseen = ids.filter((id) => !seen.has(id));
  return [...seen.values(), ...(await findPeople(client, unseen)).values()];
}

/** Each person once. */
function byName(
  people: readonly DirectoryPerson[],
): ReadonlyMap<string, readonly DirectoryPerson[]> {
  const once = new Map(people.map((person) => [person.accountId, person]));
  const found = new Map<string, DirectoryPerson[]>();
  for (const person of once.values()) {
    const key = nameKey(person.displayName);
    found.set(key, [...(found.get(key) ?? []), person]);
  }
  return found;
}
