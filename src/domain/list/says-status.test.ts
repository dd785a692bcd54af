import { expect, test } from 'vitest';
import { saysStatus } from './says-status';

test.each([
  ['Status [READ ONLY]', 'Suspended', 'Status: Suspended'],
  ['Status', 'ACTIVE', undefined],
  ['Status', 'Aktiv', undefined],
  ['状態', '退職', '状態: 退職'],
  ['状態', '在籍', undefined],
  ['accountEnabled', 'True', undefined],
  ['accountEnabled', 'False', 'accountEnabled: False'],
  ['Suspended', 'FALSE', undefined],
  ['Suspended', 'TRUE', 'Suspended: TRUE'],
  ['Deaktiviert', 'ja', 'Deaktiviert: ja'],
  ['Deaktiviert', 'nein', undefined],
  ['Disabled (yes or no)', 'yes', 'Disabled: yes'],
  ['Disabled\nyes or no', 'no', undefined],
  ['userType', 'Guest', 'userType: Guest'],
  ['userType', 'Member', undefined],
  ['Status', '', undefined],
  ['Status', ' – ', undefined],
])('a column %j with %j says %j', (heading, cell, says) => {
  expect(saysStatus(heading, cell)).toBe(says);
});
