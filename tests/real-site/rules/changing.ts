import type { MadeThings } from '../made-things';
import type { RealSite } from '../real-site';
import { isNot, lacksWords, otherStatus, seen, unless, type WritingRule } from '../rule';

const NO_ACCOUNT = '712020:00000000-0000-4000-8000-000000000000';
const LONGEST_NAME = 255;

const shortened = (text: string) => text.replace(/\s+/g, ' ').slice(0, 160);

async function add(site: RealSite, made: MadeThings, accountId: string) {
  const { groupId } = await made.group();
  const path = '/group/user';
  return site.ask({ method: 'POST', path, query: { groupId }, body: { accountId } });
}

async function remove(site: RealSite, made: MadeThings, accountId: string) {
  const { groupId } = await made.group();
  return site.ask({ method: 'DELETE', path: '/group/user', query: { groupId, accountId } });
}

/** Meant to be refused; what is made all the same is taken away with the rest. */
async function nameGroup(site: RealSite, made: MadeThings, name: string) {
  const answer = await site.ask({ method: 'POST', path: '/group', body: { name } });
  if (answer.status === 201) made.alsoMade(name);
  return answer;
}

export const CHANGING: readonly WritingRule[] = [
  {
    row: 'Adding a member again: 400',
    tries: 'the owner of the token, twice, to a group of their own making',
    async check(site, made) {
      const first = await add(site, made, site.me.accountId);
      const again = await add(site, made, site.me.accountId);
      return seen(
        unless(otherStatus('once', first, 201), otherStatus('again', again, 400)),
        shortened(again.text),
      );
    },
  },
  {
    row: 'Taking out somebody who is no member: 400',
    tries: 'the same, out of it, twice',
    async check(site, made) {
      await add(site, made, site.me.accountId);
      const first = await remove(site, made, site.me.accountId);
      const again = await remove(site, made, site.me.accountId);
      return seen(
        unless(
          otherStatus('once', first, 200),
          otherStatus('again', again, 400),
          lacksWords('again', again, 'since user is not a member of'),
        ),
        shortened(again.text),
      );
    },
  },
  {
    row: 'Unknown account: 404',
    tries: 'adding an account id that nobody has',
    async check(site, made) {
      const answer = await add(site, made, NO_ACCOUNT);
      return unless(
        otherStatus('it', answer, 404),
        lacksWords('it', answer, 'Specified user does not exist'),
      );
    },
  },
  {
    row: 'Names of groups are compared in any case',
    tries: 'making a group of the same name, in capitals',
    async check(site, made) {
      const { name } = await made.group();
      return unless(otherStatus('it', await nameGroup(site, made, name.toUpperCase()), 400));
    },
  },
  {
    row: "A group's name has 1 to 255 characters",
    tries: 'making one of 256',
    async check(site, made) {
      const { name } = await made.group();
      const long = `${name}-${'x'.repeat(LONGEST_NAME)}`.slice(0, LONGEST_NAME + 1);
      return unless(otherStatus('it', await nameGroup(site, made, long), 400));
    },
  },
  {
    row: 'A project is created (201)',
    tries: 'a business project, which its owner then sees',
    async check(site, made) {
      const { key } = await made.project();
      return unless(otherStatus('it', await site.ask({ path: `/project/${key}` }), 200));
    },
  },
  {
    row: 'Role actors are added all or none',
    tries: 'the group with somebody unknown, then alone, then again; and out again, twice',
    async check(site, made) {
      const { groupId } = await made.group();
      const { key, roleId } = await made.project();
      const path = `/project/${key}/role/${roleId}`;
      const put = (body: object) => site.ask({ method: 'POST', path, body });
      const out = () => site.ask({ method: 'DELETE', path, query: { groupId } });
      const isIn = async () => (await site.ask({ path })).text.includes(groupId);
      const both = await put({ groupId: [groupId], user: [NO_ACCOUNT] });
      const without = isNot('the group is in all the same', !(await isIn()));
      const alone = await put({ groupId: [groupId] });
      const within = isNot('alone it is not in', await isIn());
      const again = await put({ groupId: [groupId] });
      return unless(
        otherStatus('with somebody unknown', both, 404),
        without,
        otherStatus('alone', alone, 200),
        within,
        otherStatus('again', again, 400),
        lacksWords('again', again, 'is already a member of the project role'),
        otherStatus('out', await out(), 204),
        otherStatus('out again', await out(), 404),
      );
    },
  },
];
