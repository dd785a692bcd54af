import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountIdIn } from './account-id';
import { isEmail } from './email';

const NEW = '712020:5b3f9a52-0c1e-4c0e-9a77-6a0f2f1d9d10';
const OLD = '5b10ac8d82e05b22cc7d4ef5';

describe('an account id', () => {
  test.each([
    ['itself', NEW, NEW],
    ['the older form', OLD, OLD],
    ['with blanks around it', `  ${OLD}\t`, OLD],
    [
      'of an older site',
      '557058:5b3f9a52-0c1e-4c0e-9a77-6a0f2f1d9d10',
      '557058:5b3f9a52-0c1e-4c0e-9a77-6a0f2f1d9d10',
    ],
    ['in a mention', `[~accountid:${NEW}]`, NEW],
    ['in a mention, whatever form it has', '[~accountid:qm:ab-1:cd-2]', 'qm:ab-1:cd-2'],
    [
      'in a link to a user of an organization',
      `https://admin.atlassian.com/s/abc/users/${NEW}`,
      NEW,
    ],
    [
      'in a link that says whose id it is',
      `https://acme.atlassian.net/secure/ViewProfile.jspa?a=b&accountId=${NEW.replace(':', '%3A')}&c=d`,
      NEW,
    ],
    ['in a link to a profile', `https://acme.atlassian.net/jira/people/${NEW}`, NEW],
    [
      'in a link that writes its colon otherwise',
      `https://acme.atlassian.net/people/${NEW.replace(':', '%3A')}`,
      NEW,
    ],
    [
      'in a link with more behind it',
      `https://acme.atlassian.net/jira/people/${OLD}?ref=jira#about`,
      OLD,
    ],
    [
      'in a link to the directory of an organization',
      `https://home.atlassian.com/o/abc/people/${OLD}`,
      OLD,
    ],
  ])('%s', (_, text, id) => {
    expect(accountIdIn(text)).toBe(id);
  });

  test.each([
    ['a name', 'Priya Raman'],
    ['an address', 'priya.raman@acme.example'],
    ['fewer digits', OLD.slice(1)],
    ['more digits', `${OLD}0`],
    ['two of them', `${OLD} ${OLD}`],
    ['a mention of somebody by a name', '[~priya]'],
    ['a link to a team', `https://acme.atlassian.net/jira/people/team/${OLD}`],
    ['a link to somebody at another service', 'https://example.com/people/priya-raman'],
    ['a prefix alone', '712020:'],
    ['words with a colon', 'team:engineering-frontend-and-design'],
  ])('%s is none', (_, text) => {
    expect(accountIdIn(text)).toBeUndefined();
  });

  test('no address is taken for one', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        if (isEmail(text)) expect(accountIdIn(text)).toBeUndefined();
      }),
    );
  });
});
