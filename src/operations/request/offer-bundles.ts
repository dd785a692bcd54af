import type { Person } from '#domain/action/person';
import { type BundleChoice, choicesOf, type Level } from '#domain/policy/bundle';
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

export interface OfferedBundle {
  readonly bundleId: string;
  readonly name: string;
  readonly description: string;
  readonly owner: Pick<Person, 'accountId' | 'displayName'> | undefined;
  /** What can be chosen of it, the lowest level first; of a bundle without levels, the whole of it. */
  readonly choices: readonly OfferedChoice[];
}

/** `name`: with that of the bundle. */
export interface OfferedChoice extends PartsOfBundle {
  readonly level: Pick<Level, 'id' | 'name'> | undefined;
  readonly name: string;
  readonly mark: string;
}

/** The bundles, and the levels of them, of which something can be asked for in an issue, by name. */
export async function offerBundles(
  { policy, project }: Pick<Form, 'policy' | 'project'>,
  seenOf: SeenOf,
): Promise<readonly OfferedBundle[]> {
  const ids = projectsOfBundles(policy, project?.projectId).slice(0, PROJECTS_AT_MOST);
  const seen = ids.length === 0 ? new Set<string>() : await seenOf(ids);
  const offered = (choice: BundleChoice): OfferedChoice => ({
    level: choice.level && { id: choice.level.id, name: choice.level.name },
    name: choice.name,
    mark: markOf(choice),
    ...partsOfBundle(choice, policy, project?.projectId, seen),
  });
  return policy.bundles
    .map((bundle) => ({
      bundleId: bundle.id,
      name: bundle.name,
      description: bundle.description,
      owner: bundle.owner && {
        accountId: bundle.owner.accountId,
        displayName: bundle.owner.displayName,
      },
      choices: choicesOf(bundle)
        .map(offered)
        .filter(({ contents }) => contents.length > 0),
    }))
    .filter(({ choices }) => choices.length > 0)
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
