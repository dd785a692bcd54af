import { expect, test } from 'vitest';
import { opensOtherLeadsProjects } from './opens-other-leads-projects';

test.each([
  ['opens nothing', [], ['lena', 'otto'], false],
  ['opens the only project', ['lena'], ['lena'], false],
  ['opens one of two projects of one lead', ['lena'], ['lena', 'lena'], false],
  ['opens a project while another has another lead', ['lena'], ['lena', 'otto'], true],
  ['opens projects of two leads', ['lena', 'otto'], ['lena', 'otto'], true],
  ['opens a project while another has no lead', ['lena'], ['lena', undefined], true],
  ['opens a project that has no lead', [undefined], [undefined], true],
] as const)('a group that %s', (_, opened, leads, opens) => {
  expect(opensOtherLeadsProjects(opened, leads)).toBe(opens);
});
