import type { PeopleTable } from './list-table';
import { nameKey } from './name-key';
import { nameOfRow } from './person-of-row';
import { plainLetters } from './plain-letters';
import { trimmed } from './trimmed';

/** Shorter words, such as initials, are in many addresses. */
const SHORTEST = 3;

/**
 * Whether the addresses of a column are those of the people whose names stand beside them: in half of the rows that
 * have both, a word of the name is in the address. Nothing speaks against it where no row has both.
 */
export function areTheirs(table: PeopleTable): boolean {
  const both = bothOf(table);
  return both.filter(({ address, name }) => isAlike(address, name)).length * 2 >= both.length;
}

/** Whether one address stands beside several names: that of their manager, perhaps. */
export function isBesideSeveral(table: PeopleTable): boolean {
  const names = new Map<string, string>();
  return bothOf(table).some(({ address, name }) => {
    const before = names.get(address.toLowerCase());
    names.set(address.toLowerCase(), nameKey(name));
    return before !== undefined && before !== nameKey(name);
  });
}

function bothOf(table: PeopleTable): readonly { address: string; name: string }[] {
  const [at = -1] = table.addresses;
  return table.rows.flatMap((row) => {
    const cells = row.cells.map(trimmed);
    const address = cells[at] ?? '';
    const name = nameOfRow(table, cells);
    return address.includes('@') && name !== '' && !name.includes('@') ? [{ address, name }] : [];
  });
}

function isAlike(address: string, name: string): boolean {
  const mailbox = plainLetters(nameKey(address.split('@')[0] ?? ''));
  return plainLetters(nameKey(name))
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => word.length >= SHORTEST && mailbox.includes(word));
}
