import {
  type ExistingEntitlement,
  type GroupEntitlement,
  isOfProject,
} from '../action/entitlement';
import { allContents, type BundleChoice } from './bundle';
import type { Policy } from './policy';

/** What of a bundle can't be asked for where somebody stands, as far as the policy and their sight say. */
export type MissingOfBundle =
  | { readonly why: 'notListed'; readonly entitlement: GroupEntitlement }
  /** Roles of projects that can't be asked for here, or that they don't see: so many, and no names. */
  | { readonly why: 'otherProject' | 'projectNotSeen'; readonly count: number };

export interface PartsOfBundle {
  readonly contents: readonly ExistingEntitlement[];
  readonly missing: readonly MissingOfBundle[];
}

/** `seen`: projects that whoever asks sees; of their work item's own project, they see it. */
export function partsOfBundle(
  { contents }: Pick<BundleChoice, 'contents'>,
  { requestableGroups, rolesOf }: Pick<Policy, 'requestableGroups' | 'rolesOf'>,
  issueProjectId: string | undefined,
  seen: ReadonlySet<string>,
): PartsOfBundle {
  const listed = new Set(requestableGroups.map(({ groupId }) => groupId));
  const whyNot = (one: ExistingEntitlement): MissingOfBundle['why'] | undefined => {
    if (!isOfProject(one)) return listed.has(one.groupId) ? undefined : 'notListed';
    if (one.projectId === issueProjectId) return undefined;
    if (rolesOf === 'issueProject') return 'otherProject';
    return seen.has(one.projectId) ? undefined : 'projectNotSeen';
  };
  const counted = (why: 'otherProject' | 'projectNotSeen'): readonly MissingOfBundle[] => {
    const count = contents.filter((one) => whyNot(one) === why).length;
    return count === 0 ? [] : [{ why, count }];
  };
  return {
    contents: contents.filter((one) => whyNot(one) === undefined),
    missing: [
      ...contents.flatMap((one): readonly MissingOfBundle[] =>
        one.kind === 'group' && whyNot(one) === 'notListed'
          ? [{ why: 'notListed', entitlement: one }]
          : [],
      ),
      ...counted('otherProject'),
      ...counted('projectNotSeen'),
    ],
  };
}

/** The projects of which it has to be known whether whoever asks sees them. */
export function projectsOfBundles(
  { bundles, rolesOf }: Pick<Policy, 'bundles' | 'rolesOf'>,
  issueProjectId: string | undefined,
): readonly string[] {
  if (rolesOf === 'issueProject') return [];
  const ids = bundles.flatMap((bundle) =>
    allContents(bundle).flatMap((one) => (isOfProject(one) ? [one.projectId] : [])),
  );
  return [...new Set(ids)].filter((id) => id !== issueProjectId);
}
