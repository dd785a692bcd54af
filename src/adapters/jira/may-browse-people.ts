import { route } from '@forge/api';
import { permissionsSchema } from '../rest/schemas';
import type { Jira } from './open-jira';

/** Whether the app may browse people: Jira answers one that may not with nobody, as if there were nobody. */
export async function mayBrowsePeople(jira: Jira): Promise<boolean> {
  const found = await jira.read(
    { as: 'app', route: route`/rest/api/3/mypermissions?permissions=USER_PICKER` },
    permissionsSchema,
  );
  return found?.permissions.USER_PICKER?.havePermission === true;
}
