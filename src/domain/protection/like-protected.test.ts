import { expect, test } from 'vitest';
import { likeProtected } from './like-protected';

const like = likeProtected(['payroll']);

test.each([
  ['a protected group', 'payroll', 'payroll'],
  ['a protected group, in letters of another script', 'рayroII', 'payroll'],
  ['a reserved name', 'site_admins', 'site-admins'],
  ['the administrators of a product', 'jira-admins-acme', 'jira-admins-…'],
  ['the administrators of a product, spelt otherwise', 'Jira_Аdmins_Acme', 'jira-admins-…'],
  ['the same, with two letters for one', 'jira-adrnins-acme', 'jira-admins-…'],
  ['the same, with a c and an l for an a', 'jira-cldmins-acme', 'jira-admins-…'],
  ['another product’s, with signs', 'confluence-@dmins-acme', '…-admins-…'],
  ['those of another product', 'confluence admins acme', '…-admins-…'],
  ['the site’s administrators, with a letter wrong', 'sife-admins', 'site-admins'],
  ['the site’s administrators, with another end', 'site-adminz', 'site-admins'],
  ['the site’s administrators, without a letter', 'Site Admin', 'site-admins'],
  ['the site’s administrators, in another order', 'stie_admins', 'site-admins'],
  ['Jira’s administrators, with a letter too many', 'jira-administrattors', 'jira-administrators'],
  ['administrators, with one', 'аdministrator', 'administrators'],
])('a name reads like that of %s', (_, name, other) => {
  expect(like(name)).toBe(other);
});

test.each([
  ...['guild', 'payroll-2026', 'admins', 'side-admin', 'ops-admins', 'or-admins', 'payroIIs'],
  ...['website-admins', 'administration', 'administradores', 'administrateurs', 'jira-users'],
])('%s reads like none', (name) => {
  expect(like(name)).toBeUndefined();
});
