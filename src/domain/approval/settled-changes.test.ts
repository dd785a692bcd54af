import { describe, expect, test } from 'vitest';
import { AT, LEAD, OTHER_LEAD, person, stage } from '../../../tests/support/samples';
import { LEAD_DECIDES, type Source } from '../policy/stage-rule';
import type { Approval } from './approval';
import { keyOf } from './asked-source';
import { settledChanges } from './settled-changes';

const lead: Source = { kind: 'projectLead' };
const issueLead: Source = { kind: 'issueProjectLead' };
const holder: Source = { kind: 'permission' };
const otto: Source = { kind: 'people', people: [OTHER_LEAD] };
const group: Source = { kind: 'members', group: { groupId: 'g7', name: 'deciders' } };
const by = (who = LEAD) => ({ decision: 'approved', by: who, at: AT }) as const;
const approved = (over: Partial<Approval> = {}) => stage(LEAD, { decisions: [by()], ...over });
const asksOtto = keyOf({ source: 'named', people: [OTHER_LEAD] });
const once = (...sources: readonly Source[]) => ({ sources, needed: 1 });
const ofNoRole = { roleProjectOf: () => undefined, issueProjectId: '10' };
const policyDecides = () => false;
const settled = (stored: readonly Approval[], chain: readonly ReturnType<typeof once>[]) =>
  settledChanges({ ...ofNoRole, changes: 1, chainOf: () => chain, policyDecides, stored }).has(0);

describe('a change is settled', () => {
  test.each<[string, readonly Approval[], readonly ReturnType<typeof once>[], boolean]>([
    ['by all whom the policy asks', [approved()], LEAD_DECIDES, true],
    ['not where nothing is on record', [], LEAD_DECIDES, false],
    ['not where it waits', [stage(LEAD)], LEAD_DECIDES, false],
    [
      'by the lead of another project, whence the work item has moved',
      [approved({ asks: 'lead:99' })],
      LEAD_DECIDES,
      true,
    ],
    ['not where the policy asks somebody else by now', [approved()], [once(otto)], false],
    ['not where the policy asks one more by now', [approved()], [once(lead), once(otto)], false],
    [
      'not where the policy asks two of them by now',
      [approved()],
      [{ ...once(lead), needed: 2 }],
      false,
    ],
    [
      'by more than the policy asks by now',
      [approved(), approved({ asks: asksOtto, order: 2 })],
      [once(otto)],
      true,
    ],
    [
      'by two stages that ask the same',
      [approved(), approved({ asks: 'lead:10 #1', order: 2 })],
      [once(lead), once(lead)],
      true,
    ],
    [
      'whichever of two that ask the same the policy names first',
      [
        approved(),
        approved({ asks: 'lead:10 #1', order: 2, decisions: [by(), by(person('Pia'))] }),
      ],
      [once(lead), { ...once(lead), needed: 2 }],
      true,
    ],
    ['not where no stage is on record, though none is asked', [], [], false],
    [
      'by who holds the permission where the work item was',
      [approved({ asks: 'permission:99' })],
      [once(holder)],
      true,
    ],
    ['not by a lead where who holds the permission is asked', [approved()], [once(holder)], false],
    [
      'not by who holds the permission where a lead is asked',
      [approved({ asks: 'permission:10' })],
      LEAD_DECIDES,
      false,
    ],
    ['not by one stage for two that ask the same', [approved()], [once(lead), once(lead)], false],
    [
      'whichever of two that ask the same takes more',
      [
        approved(),
        approved({ asks: 'lead:10 #1', order: 2, decisions: [by(), by(person('Pia'))] }),
      ],
      [{ ...once(lead), needed: 2 }, once(lead)],
      true,
    ],
    [
      'by several sources in one',
      [approved({ asks: `lead:10 member:g7` })],
      [once(group, lead)],
      true,
    ],
    [
      'not by one of several sources',
      [approved({ asks: 'member:g7' })],
      [once(group, lead)],
      false,
    ],
  ])('%s', (_, stored, chain, is) => {
    expect(settled(stored, chain)).toBe(is);
  });

  const waits = (changes: readonly number[], order = 1) => stage(LEAD, { changes, order });
  test.each<[string, readonly Approval[], number, readonly number[]]>([
    ['', [approved({ changes: [0, 2] }), waits([1])], 3, [0, 2]],
    ['whichever comes first', [approved({ changes: [1] }), waits([0, 2])], 3, [1]],
    [
      'and not before the last of its stages',
      [approved({ changes: [0, 1] }), waits([1], 2), approved({ changes: [2, 0] }), waits([3])],
      4,
      [0, 2],
    ],
    ['and none without a stage', [], 2, []],
  ])('each by itself %s', (_, stored, changes, are) => {
    const asked = { ...ofNoRole, changes, chainOf: () => LEAD_DECIDES, policyDecides, stored };
    expect([...settledChanges(asked)]).toEqual(are);
  });

  /** Of a role of project 20, asked for in project 10: the asks on record, the sources of now, where the issue is now. */
  test.each<[string, string, readonly Source[], string, boolean]>([
    ['by the lead of the role’s project', 'lead:20', [lead], '10', true],
    ['by that of the issue’s', 'lead:10', [issueLead], '10', true],
    ['not by the issue’s for the role’s', 'lead:10', [lead], '10', false],
    ['nor by the role’s for the issue’s', 'lead:20', [issueLead], '10', false],
    ['by either', 'lead:10 lead:20', [lead, issueLead], '10', true],
    ['not by either for the role’s', 'lead:10 lead:20', [lead], '10', false],
    ['not by either for the issue’s', 'lead:10 lead:20', [issueLead], '10', false],
    ['not by one for either', 'lead:20', [lead, issueLead], '10', false],
    ['by that of the project the issue was in', 'lead:10', [issueLead], '30', true],
    ['also where it is in the role’s by now', 'lead:10', [issueLead], '20', true],
    ['by that of the project that both are in', 'lead:20', [issueLead], '20', true],
    ['not by where the issue was, for the role’s', 'lead:10', [lead], '20', false],
  ])('of a role %s', (_, asks, sources, issueProjectId, is) => {
    const asked = { changes: 1, roleProjectOf: () => '20', issueProjectId };
    const stored = [approved({ asks })];
    const chainOf = () => [once(...sources)];
    expect(settledChanges({ ...asked, chainOf, policyDecides, stored }).has(0)).toBe(is);
  });
});
