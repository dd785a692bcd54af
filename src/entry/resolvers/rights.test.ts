import { expect, test } from 'vitest';
import type { FormApi, PanelApi, RequestApi, Surfaces } from '#contract/api';
import { surfaces } from '../../../tests/support/surfaces';
import type { AnyRight } from '../define';
import {
  jiraAdministrator,
  seesIssue,
  seesIssueAndPeople,
  seesRequestIssue,
  themselves,
} from '../rights';
import { seesAskedProjects } from '../sees-asked-projects';

/**
 * The right of each key of each surface, once more: whoever changes one changes it in two places, and
 * nobody by a slip. A weaker right would fit the same payload, and compile. One right alone is that of every
 * key of the surface.
 */
const FORM: Readonly<Record<keyof FormApi, AnyRight>> = {
  'form.load': seesIssue,
  'people.search': seesIssue,
  'groups.search': seesIssue,
  'projects.search': seesIssue,
  'roles.list': seesIssue,
  'groups.opens': seesIssue,
  'request.preview': seesAskedProjects,
  'request.submit': seesAskedProjects,
  'people.resolve': seesIssueAndPeople,
  'people.holdings': seesIssueAndPeople,
  'people.everything': seesIssueAndPeople,
};

const REQUEST: Readonly<Record<keyof RequestApi, AnyRight>> = {
  'request.get': seesRequestIssue,
  'request.levels': seesRequestIssue,
  'request.plan': seesRequestIssue,
  'request.steps': seesRequestIssue,
  'request.opens': seesRequestIssue,
  'request.withdraw': seesRequestIssue,
  'request.remind': seesRequestIssue,
  'request.question': seesRequestIssue,
  'request.answer': seesRequestIssue,
  'request.decide': seesRequestIssue,
  'request.review': seesRequestIssue,
};

const PANEL: Readonly<Record<keyof PanelApi, AnyRight>> = {
  ...FORM,
  ...REQUEST,
  'panel.load': seesIssue,
  'panel.more': seesIssue,
  'panel.again': seesIssue,
  'request.causes': seesRequestIssue,
  'request.retry': seesRequestIssue,
  'request.markManual': seesRequestIssue,
  'request.asked': seesRequestIssue,
  'request.takable': seesRequestIssue,
  'request.takeBack': seesRequestIssue,
  'request.renewal': seesRequestIssue,
  'request.inverse': seesRequestIssue,
};

const RIGHTS: {
  readonly [Module in keyof Surfaces]:
    | AnyRight
    | Readonly<Record<keyof Surfaces[Module], AnyRight>>;
} = {
  'multiplier-configuration': jiraAdministrator,
  'multiplier-admin': jiraAdministrator,
  'multiplier-access': PANEL,
  'multiplier-context': { ...PANEL, 'context.load': seesIssue },
  'multiplier-own-access': {
    ...FORM,
    ...REQUEST,
    'access.load': themselves,
    'access.toDecide': themselves,
    'access.toReview': themselves,
    'access.asked': themselves,
    'access.held': themselves,
    'access.return': themselves,
    'access.away': themselves,
    'access.setAway': themselves,
    'access.endAway': themselves,
    'access.searchPeople': themselves,
    'access.besides': themselves,
  },
  'multiplier-request': FORM,
  'multiplier-request-command': FORM,
};

const KEYS = Object.entries(surfaces).flatMap(([module, keys]) =>
  Object.entries(keys).map(([key, { who }]) => ({ module: module as keyof Surfaces, key, who })),
);

test('every module of the manifest that has a resolver is a surface, and no other', () => {
  expect(Object.keys(RIGHTS).sort()).toEqual(Object.keys(surfaces).sort());
});

test.each(KEYS)('$key of $module asks for its own right', ({ module, key, who }) => {
  const rights: AnyRight | Readonly<Record<string, AnyRight>> = RIGHTS[module];
  expect(who).toBe(typeof rights === 'function' ? rights : rights[key]);
});

test.each(Object.entries(RIGHTS))('%s has no right here without a key', (module, rights) => {
  if (typeof rights === 'function') return;
  expect(Object.keys(rights).sort()).toEqual(Object.keys(surfaces[module] ?? {}).sort());
});
