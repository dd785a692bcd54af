import { route } from '@forge/api';
import type { DirectoryPerson } from '#ports/directory';
import { allOf } from '../rest/all-of';
import { personOf } from '../rest/person-of';
import { userListSchema } from '../rest/schemas';
import { mayBrowsePeople } from './may-browse-people';
import { moduleId } from './module-id';
import type { Jira } from './open-jira';

/** The permission of the manifest. */
const PERMISSION = 'decide-on-access';
/** The widest range there is: people are taken from it before they are looked at (doc: the operation). */
const RANGE = '1000';

/**
 * Who holds the app's permission in a project, asked as the app. Whoever is beyond the range is missing, which makes
 * an approver less and nobody one who is none. Undefined where there is no such project for the app, or where the app is
 * told of nobody and may not browse people: that is not known.
 */
export async function findDeciders(
  jira: Jira,
  projectKey: string,
): Promise<readonly DirectoryPerson[] | undefined> {
  const parameters = new URLSearchParams({
    query: '',
    permissions: moduleId(PERMISSION),
    projectKey,
    maxResults: RANGE,
  });
  const ask = async () => {
    const holders = await jira.read(
      { as: 'app', route: route`/rest/api/3/user/permission/search?${parameters}` },
      userListSchema,
    );
    return holders && allOf(holders, 'host').map(personOf);
  };
  const people = await ask();
  if (people === undefined || people.length > 0) return people;
  // That it is nobody brings others in for them: one answer is no proof.
  return (await mayBrowsePeople(jira)) ? ask() : undefined;
}
