import type { RealSite } from '../real-site';
import { isNot, notTried, otherStatus, type ReadingRule, seen, unless } from '../rule';

const NO_GROUP = '00000000-0000-4000-8000-000000000000';

interface Group {
  readonly name?: string;
  readonly groupId?: string | null;
  readonly managedBy?: string;
  readonly usageType?: string;
  readonly labels?: readonly { readonly type?: string }[];
}

interface Page {
  readonly maxResults?: number;
  readonly values?: readonly Group[];
}

const pageOf = (json: unknown) => (json ?? {}) as Page;

async function picked(site: RealSite, query: Readonly<Record<string, string | number>>) {
  const answer = await site.ask({ path: '/groups/picker', query });
  return ((answer.json ?? {}) as { readonly groups?: readonly Group[] }).groups ?? [];
}

/** Any group that has an id: the first that the site lists. */
async function anyGroup(site: RealSite): Promise<Group | undefined> {
  const answer = await site.ask({ path: '/group/bulk', query: { maxResults: 50 } });
  return pageOf(answer.json).values?.find(({ groupId, name }) => groupId && name);
}

const NO_GROUPS = notTried('the site lists no group to who asks');

export const GROUPS: readonly ReadingRule[] = [
  {
    row: 'Unknown group: 404; none or two named: 400',
    tries: 'members of a group that is not there, of none, and of two at once',
    async check(site) {
      const members = (query: Readonly<Record<string, string>>) =>
        site.ask({ path: '/group/member', query });
      return unless(
        otherStatus('not there', await members({ groupId: NO_GROUP }), 404),
        otherStatus('none', await members({}), 400),
        otherStatus('two', await members({ groupId: NO_GROUP, groupname: 'none' }), 400),
      );
    },
  },
  {
    row: 'Names of groups are compared in any case',
    tries: 'a group by its name in capitals',
    async check(site) {
      const group = await anyGroup(site);
      if (group === undefined) return NO_GROUPS;
      const groupName = group.name?.toUpperCase() ?? '';
      const answer = await site.ask({ path: '/group/bulk', query: { groupName } });
      const found = pageOf(answer.json).values ?? [];
      return unless(
        isNot(
          'it is not found',
          found.some(({ groupId }) => groupId === group.groupId),
        ),
      );
    },
  },
  {
    row: '`managedBy: EXTERNAL` for such a group in pickers',
    tries: 'what the picker says of who manages groups',
    async check(site) {
      const groups = await picked(site, { query: '' });
      if (groups.length === 0) return NO_GROUPS;
      const said = new Set(groups.map(({ managedBy }) => managedBy ?? 'nothing'));
      const used = new Set(groups.map(({ usageType }) => usageType ?? 'nothing'));
      return seen(
        unless(
          isNot(
            `managedBy is ${[...said].join(', ')}`,
            [...said].every((one) => one === 'EXTERNAL' || one === 'ADMINS'),
          ),
          isNot('usageType is not there', !used.has('nothing')),
        ),
        `managedBy ${[...said].join(', ')}; usageType ${[...used].join(', ')}`,
      );
    },
  },
  {
    row: '`accessType` of `group/bulk`',
    tries: 'each of the three, and one that there is not',
    async check(site) {
      const ask = (accessType: string) => site.ask({ path: '/group/bulk', query: { accessType } });
      const differences: (string | undefined)[] = [];
      const counts: string[] = [];
      for (const one of ['site-admin', 'admin', 'user']) {
        const answer = await ask(one);
        const count = pageOf(answer.json).values?.length ?? 0;
        counts.push(`${count} ${one}`);
        differences.push(otherStatus(one, answer, 200), isNot(`${one} gives no group`, count > 0));
      }
      differences.push(otherStatus('another', await ask('conformance'), 400));
      return seen(unless(...differences), counts.join(', '));
    },
  },
  {
    row: 'The label `ADMIN` of the picker',
    tries: 'the groups that `accessType=admin` gives',
    async check(site) {
      const answer = await site.ask({ path: '/group/bulk', query: { accessType: 'admin' } });
      const [group] = pageOf(answer.json).values ?? [];
      if (group?.name === undefined) return notTried('no group is told to administer Jira');
      const found = (await picked(site, { query: group.name })).find(
        ({ groupId }) => groupId === group.groupId,
      );
      return unless(
        isNot('the first of them is not in the picker', found !== undefined),
        isNot(
          'the first of them has no such label',
          found === undefined || found.labels?.some(({ type }) => type === 'ADMIN') === true,
        ),
      );
    },
  },
  {
    row: 'Pages: at most 50 members or groups, 100 projects',
    tries: 'a page of a thousand of each',
    async check(site) {
      const most = async (path: string, query = {}) =>
        pageOf((await site.ask({ path, query: { ...query, maxResults: 1_000 } })).json).maxResults;
      const groups = await most('/group/bulk');
      const projects = await most('/project/search');
      const group = await anyGroup(site);
      const members =
        group === undefined
          ? undefined
          : await most('/group/member', { groupId: group.groupId ?? '' });
      return unless(
        isNot(`groups: ${groups}`, groups === 50),
        isNot(`members: ${members}`, group === undefined || members === 50),
        isNot(`projects: ${projects}`, projects === 100),
      );
    },
  },
  {
    row: 'Pickers: 20 by default',
    tries: 'groups, without a number',
    async check(site) {
      const all = await picked(site, { query: '', maxResults: 50 });
      if (all.length <= 20) return notTried(`there are ${all.length} groups, and not more than 20`);
      const { length } = await picked(site, { query: '' });
      return unless(isNot(`${length} are given`, length === 20));
    },
  },
];
