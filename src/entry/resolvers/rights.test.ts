import { expect, test } from 'vitest';
import { jiraAdministrator, seesIssue, seesIssueAndPeople, seesRequestIssue } from '../authorize';
import type { AnyRight } from '../define';
import { seesAskedProjects } from '../sees-asked-projects';
import { adminDefinitions } from './admin';
import { panelDefinitions } from './panel';

/**
 * The right of each key of the panel, once more: whoever changes one changes it in two places, and nobody
 * by a slip. A weaker right would fit the same payload, and compile.
 */
const RIGHTS: Readonly<Record<keyof typeof panelDefinitions, AnyRight>> = {
  'panel.load': seesIssue,
  'panel.more': seesIssue,
  'form.load': seesIssue,
  'people.search': seesIssue,
  'groups.search': seesIssue,
  'projects.search': seesIssue,
  'roles.list': seesIssue,
  'groups.opens': seesIssue,
  'request.preview': seesAskedProjects,
  'request.submit': seesAskedProjects,
  'request.get': seesRequestIssue,
  'request.causes': seesRequestIssue,
  'request.steps': seesRequestIssue,
  'request.plan': seesRequestIssue,
  'request.opens': seesRequestIssue,
  'request.withdraw': seesRequestIssue,
  'request.decide': seesRequestIssue,
  'request.retry': seesRequestIssue,
  'request.markManual': seesRequestIssue,
  'request.inverse': seesRequestIssue,
  'people.resolve': seesIssueAndPeople,
  'people.holdings': seesIssueAndPeople,
};

test.each(Object.entries(RIGHTS))('%s asks for its own right', (key, right) => {
  expect(panelDefinitions[key as keyof typeof panelDefinitions].who).toBe(right);
});

test.each(Object.entries(adminDefinitions))('%s is for who administers Jira', (_, { who }) => {
  expect(who).toBe(jiraAdministrator);
});

test('every key of the panel has its right here', () => {
  expect(Object.keys(RIGHTS).sort()).toEqual(Object.keys(panelDefinitions).sort());
});
