import type { RealSite } from '../real-site';
import { isNot, lacksWords, notTried, otherStatus, type ReadingRule, unless } from '../rule';

interface Project {
  readonly id?: string;
  readonly key?: string;
  readonly style?: string;
}

async function projectsOf(site: RealSite, action = 'view'): Promise<readonly Project[]> {
  const answer = await site.ask({ path: '/project/search', query: { maxResults: 100, action } });
  return ((answer.json ?? {}) as { readonly values?: readonly Project[] }).values ?? [];
}

const rolesOf = (site: RealSite, { key }: Project) =>
  site.ask({ path: `/project/${key}/roledetails` });

interface Role {
  readonly id?: number;
  readonly scope?: object | null;
}

const rolesIn = (json: unknown) => (Array.isArray(json) ? (json as readonly Role[]) : []);

export const PROJECTS: readonly ReadingRule[] = [
  {
    row: 'Reading and changing role actors',
    tries: 'the roles of a project that is not there, and without a credential',
    async check(site) {
      const path = '/project/CONFORMANCE0/role';
      const [project] = await projectsOf(site);
      const hidden =
        project === undefined
          ? undefined
          : await site.ask({ path: `/project/${project.key}/role`, as: 'none' });
      return unless(
        otherStatus('not there', await site.ask({ path }), 404),
        hidden && otherStatus('without a credential', hidden, 404),
      );
    },
  },
  {
    row: 'Role of a team-managed project',
    tries: 'the roles of the first such project, and of the first that is company-managed',
    async check(site) {
      const projects = await projectsOf(site, 'edit');
      const team = projects.find(({ style }) => style === 'next-gen');
      const company = projects.find(({ style }) => style === 'classic');
      if (team === undefined || company === undefined)
        return notTried('there are not both kinds of projects to administer');
      const own = rolesIn((await rolesOf(site, team)).json);
      const shared = rolesIn((await rolesOf(site, company)).json);
      return unless(
        isNot(
          'a role of the team-managed one has no scope',
          own.every(({ scope }) => scope),
        ),
        isNot('it has no roles', own.length > 0),
        isNot('a role of the other one has a scope', !shared.some(({ scope }) => scope)),
      );
    },
  },
  {
    row: 'Jira expressions: which roles of a project somebody has',
    tries: 'which ones the owner of the token has in the first project',
    async check(site) {
      const [project] = await projectsOf(site);
      if (project?.id === undefined) return notTried('who asks sees no project');
      const answer = await site.ask({
        method: 'POST',
        path: '/expression/evaluate',
        body: {
          expression: `{ me: user.accountId, roles: new User("${site.me.accountId}").getProjectRoles(project).map(role => role.id) }`,
          context: { project: { id: Number(project.id) } },
        },
      });
      return unless(
        otherStatus('it', answer, 200),
        lacksWords('it', answer, `"me":"${site.me.accountId}"`),
      );
    },
  },
];
