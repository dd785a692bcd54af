import { expect, test } from 'vitest';
import { likeProtected } from './like-protected';

const like = likeProtected(['payroll']);

test.each([
  ['a protected group', 'payroll', 'payroll'],
  ['a protected group, in letters of another script', 'рayroII', 'payroll'],
  ['a reserved name', 'site_admins', 'site-admins'],
  ['the administrators of a product', 'jira-admins-acme', 'jira-admins-…'],
  ['the administrators of a product, spelt otherwise', 'Jira_Аdmins_Acme', 'jira-admins-…'],
  ['those of another product', 'confluence admins acme', '…-admins-…'],
])('a name reads like that of %s', (_, name, other) => {
  expect(like(name)).toBe(other);
});

test.each(['guild', 'payroll-2026', 'admins'])('%s reads like none', (name) => {
  expect(like(name)).toBeUndefined();
});
