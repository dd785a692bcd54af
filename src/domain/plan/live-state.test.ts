import { expect, test } from 'vitest';
import {
  developers,
  frontend,
  liveState,
  ordinaryGroup,
  ordinaryRole,
} from '../../../tests/support/samples';
import type { ExistingEntitlement } from '../action/entitlement';
import type { LiveState, StateOnSite } from './live-state';
import { rulesOfExisting } from './rules-of';

const group = (managedElsewhere: boolean) => ({
  groups: new Map([['g1', { ...ordinaryGroup, managedElsewhere }]]),
});
const role = (projectArchived: boolean) => ({
  roles: new Map([['role:10:100', { ...ordinaryRole, projectArchived }]]),
});

test.each<[string, ExistingEntitlement, Partial<LiveState>, StateOnSite]>([
  ['a group', frontend, group(false), 'open'],
  ['a group of an identity provider', frontend, group(true), 'managedElsewhere'],
  ['a group that is not there', frontend, { groups: new Map() }, 'gone'],
  ['a role', developers, role(false), 'open'],
  ['a role of an archived project', developers, role(true), 'projectArchived'],
  // It may only be hidden from the app.
  ['a role that is not there', developers, { roles: new Map() }, 'notShown'],
])('the site says of %s how it stands', (_, entitlement, live, stateOnSite) => {
  expect(rulesOfExisting(entitlement).stateOnSite(liveState(live))).toBe(stateOnSite);
});
