import { isNot, lacksWords, notTried, otherStatus, type ReadingRule, seen, unless } from '../rule';

const NO_ACCOUNT = '712020:00000000-0000-4000-8000-000000000000';
const NO_SUCH_USER = 'Specified user does not exist or you do not have required permissions';

interface Person {
  readonly accountId?: string;
  readonly accountType?: string;
  readonly emailAddress?: string | null;
}

const peopleIn = (json: unknown) =>
  (Array.isArray(json) ? (json as readonly Person[]) : []).filter(
    ({ accountType }) => accountType === 'atlassian',
  );

export const PEOPLE: readonly ReadingRule[] = [
  {
    row: 'An email address is shown to its owner',
    tries: 'the own one; and how many of the first people show theirs',
    async check(site) {
      const people = peopleIn((await site.ask({ path: '/users/search' })).json);
      const shown = people.filter(({ emailAddress }) => Boolean(emailAddress)).length;
      return seen(
        unless(isNot('the own address is not shown', site.me.emailAddress !== undefined)),
        `${shown} of ${people.length} show theirs`,
      );
    },
  },
  {
    row: 'An address that is hidden is left out',
    tries: 'of the first people',
    async check(site) {
      const people = peopleIn((await site.ask({ path: '/users/search' })).json);
      const hiding = people.filter(({ emailAddress }) => !emailAddress);
      const forms = new Set(
        hiding.map((person) =>
          'emailAddress' in person ? JSON.stringify(person.emailAddress) : 'left out',
        ),
      );
      if (hiding.length === 0) return notTried('nobody of the first people hides theirs');
      return unless(
        isNot(`it is ${[...forms].join(' and ')}`, forms.size === 1 && forms.has('left out')),
      );
    },
  },
  {
    row: 'Unknown account: 404',
    tries: 'an account id that nobody has',
    async check(site) {
      const answer = await site.ask({ path: '/user', query: { accountId: NO_ACCOUNT } });
      return unless(otherStatus('it', answer, 404), lacksWords('it', answer, NO_SUCH_USER));
    },
  },
  {
    row: 'Usernames instead of account ids',
    tries: 'a person by a username',
    async check(site) {
      const answer = await site.ask({ path: '/user', query: { username: 'admin' } });
      return unless(
        otherStatus('it', answer, 400),
        lacksWords('it', answer, "The 'accountId' query parameter needs to be provided"),
      );
    },
  },
  {
    row: 'Search for people: start of a word of the name',
    tries: 'the owner of the token, by the start of their name and by their address',
    async check(site) {
      const isFound = async (query: string) =>
        peopleIn((await site.ask({ path: '/user/search', query: { query } })).json).some(
          ({ accountId }) => accountId === site.me.accountId,
        );
      const start = site.me.displayName.split(/\s+/)[0]?.slice(0, 3) ?? '';
      if (start === '') return notTried('the account has no name');
      return unless(
        isNot('the start of the name finds nobody of this account', await isFound(start)),
        isNot('the own address does not find it', await isFound(site.email)),
      );
    },
  },
  {
    row: 'Issue by key or id in any case',
    tries: 'one that is not there',
    async check(site) {
      return unless(otherStatus('it', await site.ask({ path: '/issue/CONFORMANCE-0' }), 404));
    },
  },
];
