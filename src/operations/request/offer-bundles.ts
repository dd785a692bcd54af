import type { ExistingEntitlement } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { markOf } from '#domain/policy/find-bundles';
import {
  type PartsOfBundle,
  partsOfBundle,
  projectsOfBundles,
} from '#domain/policy/parts-of-bundle';
import type { SeenOf } from './find-what-groups-open';
import type { Form } from './load-form';

/** Of so many projects it is asked whether whoever asks sees them; roles of others are not named. */
const PROJECTS_AT_MOST = 30;

export interface OfferedBundle extends PartsOfBundle {
  readonly bundleId: string;
  readonly name: string;
  readonly description: string;
  readonly owner: Pick<Person, 'accountId' | 'displayName'> | undefined;
  readonly mark: string;
}

/** The bundles of which something can be asked for in an issue, by name. */
export async function offerBundles(
  { policy, project }: Pick<Form, 'policy' | 'project'>,
  seenOf: SeenOf,
): Promise<readonly OfferedBundle[]> {
  const ids = projectsOfBundles(policy, project?.projectId).slice(0, PROJECTS_AT_MOST);
  const seen = ids.length === 0 ? new Set<string>() : await seenOf(ids);
  return policy.bundles
    .map(({ id, name, description, owner, contents }) => ({
      bundleId: id,
      name,
      description,
      owner: owner && { accountId: owner.accountId, displayName: owner.displayName },
      mark: markOf({ name, contents }),
      ...partsOfBundle({ contents }, policy, project?.projectId, seen),
    }))
    .filter(
      ({ contents }: { readonly contents: readonly ExistingEntitlement[] }) => contents.length > 0,
    )
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
