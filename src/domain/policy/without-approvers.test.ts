import { describe, expect, test } from 'vitest';
import { person } from '../../../tests/support/samples';
import type { Person } from '../action/person';
import type { Bundle } from './bundle';
import { FIRST_POLICY } from './policy';
import type { Rule } from './rule';
import type { Source } from './stage-rule';
import { withoutApprovers } from './without-approvers';

const [PIA, OTTO, EMMA] = [person('Pia'), person('Otto'), person('Emma')];
const people = (...all: readonly Person[]): Source => ({ kind: 'people', people: all });
const LEAD: Source = { kind: 'projectLead' };
const MEMBERS: Source = { kind: 'members', group: { groupId: 'pia', name: 'pia' } };
const rule = (...stages: readonly (readonly Source[])[]): Rule => ({
  id: 'r',
  name: 'Admins',
  what: { groups: 'all', roles: true, accounts: true, newGroups: true },
  askers: { who: 'everybody' },
  projects: 'all',
  stages: stages.map((sources) => ({ sources, needed: 2 })),
  longestTermDays: 7,
  usualTermDays: undefined,
  ticket: true,
});
const isPia = ({ accountId }: Person) => accountId === PIA.accountId;
const without = (fallbackApprovers: readonly Person[], ...rules: readonly Rule[]) =>
  withoutApprovers({ ...FIRST_POLICY, fallbackApprovers, rules }, isPia);

describe('somebody who decides no more', () => {
  test('is taken out of the fallback, and the others keep their order', () => {
    expect(without([OTTO, PIA, EMMA])).toEqual({
      requestableGroups: [],
      fallbackApprovers: [OTTO, EMMA],
      rules: [],
      bundles: [],
    });
  });

  test('is taken out of each stage, which keeps its place, its number and its other sources', () => {
    const before = rule([LEAD, people(PIA, OTTO)], [people(PIA)], [MEMBERS]);
    expect(without([EMMA], rule([LEAD]), before)).toEqual({
      requestableGroups: [],
      fallbackApprovers: [EMMA],
      rules: [rule([LEAD]), rule([LEAD, people(OTTO)], [people()], [MEMBERS])],
      bundles: [],
    });
  });

  test('owns no bundle any more, which stays as it is', () => {
    const bundle = (owner: Person | undefined): Bundle => ({
      id: 'b',
      name: 'Developer',
      description: '',
      owner,
      contents: [{ kind: 'group', groupId: 'g1', name: 'design' }],
      levels: [],
    });
    const bundles = [bundle(PIA), bundle(OTTO)];
    expect(withoutApprovers({ ...FIRST_POLICY, bundles }, isPia)?.bundles).toEqual([
      bundle(undefined),
      bundle(OTTO),
    ]);
  });

  test('owns no group any more, which stays listed', () => {
    const group = { kind: 'group' as const, groupId: 'g1', name: 'design', unlockedFor: [] };
    const listed = (...owners: readonly Person[]) => ({
      ...FIRST_POLICY,
      requestableGroups: [{ ...group, owners }],
    });
    expect(withoutApprovers(listed(PIA, OTTO), isPia)?.requestableGroups).toEqual([
      { ...group, owners: [OTTO] },
    ]);
    expect(withoutApprovers(listed(PIA), isPia)?.requestableGroups).toEqual([group]);
    expect(withoutApprovers(listed(OTTO), isPia)).toBeUndefined();
  });

  test('changes nothing where they are not named, whatever a group is called', () => {
    expect(without([OTTO], rule([people(EMMA), MEMBERS], [LEAD]))).toBeUndefined();
    expect(without([])).toBeUndefined();
    const lead = { ...FIRST_POLICY, rules: [rule([LEAD, MEMBERS])] };
    expect(withoutApprovers(lead, () => true)).toBeUndefined();
  });
});
