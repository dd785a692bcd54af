import { describe, expect, it } from 'vitest';
import { readLedger, rowOf } from '../real-site/ledger';

const HEADING = 'What security rests on and is not certain';
const rows = readLedger();
const named = rows.filter(({ section }) => section === HEADING);
const tables = rows.filter(({ section }) => section !== HEADING);

describe('what security rests on and is not certain', () => {
  it('is listed, on top of all others', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(rows[0]?.section).toBe(HEADING);
  });

  it.each(named.map(({ rule }) => rule))('is a row that is not wholly exact: %s', (beginning) => {
    const { fidelity, source } = rowOf(tables, beginning);
    expect(`${fidelity} ${source}`).toMatch(/inferred|approximate|reported|not said/);
  });
});
