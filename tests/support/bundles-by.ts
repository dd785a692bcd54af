import type { InputOf } from '../../src/contract/api';
import { type Actor, value, type World } from './open-world';

export type BundleInput = NonNullable<InputOf<'policy.save'>['bundles']>[number];
type Contents = BundleInput['contents'];

/** Bundles of the policy by the names that people use: a group by its name, a role as `WEB/Developers`. */
export function bundlesBy(world: () => World) {
  const contents = (...things: readonly string[]): Contents =>
    things.map((thing) => {
      const [projectKey = '', role] = thing.split('/');
      return role === undefined
        ? { kind: 'group' as const, groupId: world().groupId(thing) }
        : {
            kind: 'role' as const,
            projectId: world().platform.atlassian.directory.projectOf(projectKey).id,
            roleId: world().roleId(projectKey, role),
          };
    });

  const bundle = (name: string, ...things: readonly string[]): BundleInput => ({
    id: name.toLowerCase(),
    name,
    description: '',
    owner: null,
    contents: contents(...things),
  });

  /** With these levels, the lowest first, each by its id. */
  const levelled = (
    name: string,
    levels: Readonly<Record<string, readonly string[]>>,
  ): BundleInput => ({
    ...bundle(name),
    levels: Object.entries(levels).map(([id, things]) => ({
      id,
      name: id,
      contents: contents(...things),
    })),
  });

  /** As the form names it, by what it shows of it in that work item. */
  const named = async (actor: Actor, issue: string, bundleId: string, levelId?: string) => {
    const { bundles } = value(await actor.panel('form.load', issue, {}));
    const choice = bundles
      .find((one) => one.bundleId === bundleId)
      ?.choices.find(({ level }) => level?.id === levelId);
    if (choice === undefined) throw new Error(`There is no ${bundleId} ${levelId ?? ''}`);
    return {
      bundleId,
      ...(levelId === undefined ? {} : { levelId }),
      mark: choice.mark,
    };
  };

  return { contents, bundle, levelled, named };
}
