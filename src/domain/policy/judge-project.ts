import type { Entitlement } from '../action/entitlement';
import { ALLOWED, type Allowed, forbidden } from '../lib/allowed';
import { nameOfRule } from './rule-name';
import { type Ruling, rulesAbout } from './ruling';

export interface ProjectRefusal {
  readonly reason: 'projectNotAllowed' | 'projectNotKnown';
  /** The rule that says in whose work items it can be asked for. */
  readonly rule: string;
}

/**
 * Whether it can be asked for in the work items of a project, by every rule that speaks of it. By the project's id: its key
 * and its name may be another project's tomorrow. What is not known is refused.
 */
export function judgeProject(
  policy: Ruling,
  entitlement: Entitlement,
  projectId: string | undefined,
): Allowed<ProjectRefusal> {
  for (const rule of rulesAbout(policy, entitlement)) {
    const { projects } = rule;
    if (projects === 'all') continue;
    const name = nameOfRule(policy.rules, rule);
    if (projectId === undefined) return forbidden({ reason: 'projectNotKnown', rule: name });
    if (!projects.some((one) => one.projectId === projectId)) {
      return forbidden({ reason: 'projectNotAllowed', rule: name });
    }
  }
  return ALLOWED;
}

/** The project that a work item is in by now, and those that it was in as somebody approved what is asked for there. */
export interface WorkItemProjects {
  /** Undefined: not known. */
  readonly askedIn: string | undefined;
  readonly approvedWhileIn: readonly string[];
}

/**
 * Whether it can be given, or given back: the work item has to be in a project in which it can be asked for, and to have been
 * in one as somebody approved it, since who decides goes by the project.
 */
export function judgeProjects(
  policy: Ruling,
  entitlement: Entitlement,
  { askedIn, approvedWhileIn }: WorkItemProjects,
): Allowed<ProjectRefusal> {
  for (const projectId of [askedIn, ...approvedWhileIn]) {
    const where = judgeProject(policy, entitlement, projectId);
    if (!where.allowed) return where;
  }
  return ALLOWED;
}

/** Whether it has to be known which project the work item is in, to judge what is asked for there. */
export function asksWhichProject(policy: Ruling, entitlements: readonly Entitlement[]): boolean {
  return entitlements.some((one) =>
    rulesAbout(policy, one).some(({ projects }) => projects !== 'all'),
  );
}
