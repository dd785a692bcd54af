import { expect, test } from 'vitest';
import { person } from '../../../tests/support/samples';
import { type AskedSource, keyOf, leadsKey, triedIn } from './asked-source';

const named = (...names: readonly string[]): AskedSource => ({
  source: 'named',
  people: names.map((name) => person(name)),
});
const member = (groupId: string, name = 'deciders'): AskedSource => ({
  source: 'member',
  group: { groupId, name },
});
const lead = (projectId: string, source: 'roleProjectLead' | 'issueProjectLead'): AskedSource => ({
  source,
  projectId,
  projectKey: 'WEB',
});

test.each<[string, AskedSource, AskedSource, boolean]>([
  ['the same people in another order', named('Pia', 'Otto'), named('Otto', 'Pia'), true],
  ['other people', named('Pia'), named('Otto'), false],
  ['fewer people', named('Pia', 'Otto'), named('Pia'), false],
  ['two people, and one whose id begins as theirs', named('a', 'b'), named('ab'), false],
  ['a group that is called otherwise now', member('g1'), member('g1', 'others'), true],
  ['another group', member('g1'), member('g2'), false],
  ['a group, and people', member('pia'), named('pia'), false],
  [
    'a lead, whatever they are asked as',
    lead('10', 'roleProjectLead'),
    lead('10', 'issueProjectLead'),
    true,
  ],
  ['another project’s lead', lead('10', 'issueProjectLead'), lead('20', 'issueProjectLead'), false],
  ['a lead, and a group', lead('10', 'issueProjectLead'), member('10'), false],
])('a stage is known again by whom it asks: %s', (_, one, other, isSame) => {
  expect(keyOf(one) === keyOf(other)).toBe(isSame);
});

test('by the key of their project, of a lead; by nobody’s id, of people', () => {
  expect(keyOf(lead('10', 'roleProjectLead'))).toBe(leadsKey('10'));
  expect(keyOf(named('Pia'))).not.toContain('pia');
});

test.each<[AskedSource, object]>([
  [lead('10', 'roleProjectLead'), { source: 'roleProjectLead', projectKey: 'WEB' }],
  [lead('10', 'issueProjectLead'), { source: 'issueProjectLead', projectKey: 'WEB' }],
  [
    { source: 'permission', projectId: '10', projectKey: 'WEB' },
    { source: 'permission', projectKey: 'WEB' },
  ],
  [named('Pia'), { source: 'named' }],
  [member('g1'), { source: 'member', group: 'deciders' }],
])('the trace names where it was looked: %o', (asked, tried) => {
  expect(triedIn(asked)).toStrictEqual(tried);
});
