import { randomBytes } from 'node:crypto';
import type { Answered, RealSite } from './real-site';
import { reasonOf } from './real-site';

interface Group {
  readonly groupId: string;
  readonly name: string;
}

interface Project {
  readonly key: string;
  readonly roleId: number;
  readonly roleName: string;
}

/** What rules may change: made when it is first needed, and taken away at the end, whatever happened before. */
export interface MadeThings {
  group(): Promise<Group>;
  /** A project, and a role of it in which the group is not. */
  project(): Promise<Project>;
  /** A group that a rule meant to be refused. */
  alsoMade(name: string): void;
  /** Names what is left behind, and why. */
  takeAway(): Promise<readonly string[]>;
}

/** What a rule needs can't be made, in the site's own words. */
export class CannotMake extends Error {
  override readonly name = 'CannotMake';
}

const idIn = (json: unknown) => (json as { readonly groupId?: string } | undefined)?.groupId;

const refusal = (what: string, { status, text }: Answered) =>
  `${what}: ${status} ${text.replace(/\s+/g, ' ').slice(0, 200)}`;

export function openMadeThings(site: RealSite): MadeThings {
  const mark = randomBytes(4).toString('hex');
  const name = `multiplier-conformance-${mark}`;
  const key = `MC${mark.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
  const groupNames = new Set<string>();
  let asksForProject = false;
  let group: Promise<Group> | undefined;
  let project: Promise<Project> | undefined;

  async function makeGroup(): Promise<Group> {
    // Noted before it is sent: an answer can be lost.
    groupNames.add(name);
    const answer = await site.ask({ method: 'POST', path: '/group', body: { name } });
    const groupId = idIn(answer.json);
    if (answer.status !== 201 || groupId === undefined)
      throw new CannotMake(refusal('no group can be made', answer));
    return { groupId, name };
  }

  async function makeProject(): Promise<Project> {
    asksForProject = true;
    const answer = await site.ask({
      method: 'POST',
      path: '/project',
      body: {
        key,
        name: `Multiplier conformance ${mark}`,
        projectTypeKey: 'business',
        leadAccountId: site.me.accountId,
        assigneeType: 'UNASSIGNED',
      },
    });
    if (answer.status !== 201) throw new CannotMake(refusal('no project can be made', answer));
    const roles = await site.ask({ path: `/project/${key}/roledetails` });
    const found = Array.isArray(roles.json) ? (roles.json as { id: number; name: string }[]) : [];
    // Jira keeps one of them for apps.
    const [role] = found.filter((one) => !one.name.startsWith('atlassian-addons'));
    if (role === undefined) throw new CannotMake(refusal('its roles are not told', roles));
    return { key, roleId: role.id, roleName: role.name };
  }

  async function takeProjectAway(): Promise<string | undefined> {
    const path = `/project/${key}`;
    const answer = await site.ask({ method: 'DELETE', path, query: { enableUndo: 'false' } });
    const isGone = answer.status === 204 || answer.status === 404;
    return isGone ? undefined : refusal(`The project ${key}`, answer);
  }

  async function takeGroupAway(groupName: string): Promise<string | undefined> {
    const found = await site.ask({ path: '/group/bulk', query: { groupName } });
    const { values } = (found.json ?? {}) as { readonly values?: readonly Partial<Group>[] };
    if (found.status !== 200 || values === undefined)
      return refusal(`The group ${groupName}, if it is there`, found);
    // Nothing that is called otherwise is ours.
    const own = values.find((one) => one.name === groupName);
    if (own?.groupId === undefined) return undefined;
    const answer = await site.ask({
      method: 'DELETE',
      path: '/group',
      query: { groupId: own.groupId },
    });
    return answer.status === 200 ? undefined : refusal(`The group ${groupName}`, answer);
  }

  return {
    group() {
      group ??= makeGroup();
      return group;
    },
    project() {
      project ??= makeProject();
      return project;
    },
    alsoMade: (other) => groupNames.add(other),
    async takeAway() {
      const work: [string, () => Promise<string | undefined>][] = [...groupNames].map((one) => [
        `The group ${one}`,
        () => takeGroupAway(one),
      ]);
      // First: the group may be in a role of it.
      if (asksForProject) work.unshift([`The project ${key}`, takeProjectAway]);
      const left: string[] = [];
      for (const [what, takes] of work) {
        try {
          const trouble = await takes();
          if (trouble !== undefined) left.push(trouble);
        } catch (error) {
          left.push(`${what}: ${reasonOf(error)}`);
        }
      }
      return left;
    },
  };
}
