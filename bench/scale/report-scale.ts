import { type Cost, DOINGS, type Doing, type Scale } from './measure-scale';

/** At most so much more at the largest size than at the smallest. */
const AIM = 1.2;

/**
 * Beside fewer there is nothing to compare with: the whole round is less than a sweep's share of it, and a page of the audit
 * has what the bench itself has done, several events of a request to a line.
 */
const LEAST: Readonly<Partial<Record<Doing, number>>> = {
  gone: 6_000,
  personal: 6_000,
  audit: 6_000,
};

const WHATS = ['readUnits', 'writeUnits', 'calls', 'siteCalls', 'milliseconds'] as const;
const WORDS: Readonly<Record<keyof Cost, string>> = {
  readUnits: 'units read',
  writeUnits: 'units written',
  calls: 'calls to the store',
  siteCalls: 'calls to the site',
  milliseconds: 'milliseconds',
};

export function reportScale(scales: readonly Scale[]): void {
  const [first] = scales;
  const last = scales.at(-1);
  if (first === undefined || last === undefined) return;
  const sizes = scales.map(({ size }) => size.toLocaleString('en'));
  console.log(`\nBeside so many requests and grants: ${sizes.join(', ')}`);
  let isMet = true;
  for (const doing of DOINGS) {
    for (const what of WHATS) {
      const values = scales.map(({ costs }) => costs[doing][what]);
      const from = scales.findIndex(({ size }) => size >= (LEAST[doing] ?? 0));
      const [least = 0, most = 0] = [values.at(from), values.at(-1)];
      if (most === 0) continue;
      const ratio = most / least;
      // Time is of a busy machine; units and calls are exact.
      if (ratio > AIM && what !== 'milliseconds') isMet = false;
      const shown = values.map((value) => value.toFixed(what === 'milliseconds' ? 1 : 0)).join(' ');
      console.log(`  ${doing.padEnd(8)} ${WORDS[what].padEnd(20)} ${shown}  → ${ratio.toFixed(2)}`);
    }
  }
  console.log(
    `Aim: at most ${AIM} times from the smallest to the largest: ${isMet ? 'met' : 'NOT met'}`,
  );
}
