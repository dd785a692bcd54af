import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleParts } from './rule-difference';

/** One idea, one phrase: where a rule is edited, where it says no, where it can't be saved, and in the audit. */
test('in which projects something can be asked for is said in one phrase everywhere', () => {
  const catalogue: Readonly<Record<string, string>> = JSON.parse(
    readFileSync('locales/en-US.json', 'utf8'),
  );
  const help = ['docs/help/admins.md', 'docs/help/requesters.md'].flatMap((path) =>
    readFileSync(path, 'utf8').split('\n'),
  );
  const about = [...Object.values(catalogue), ...help].filter(
    (text) => /asked for/i.test(text) && /\b(which|what) projects?\b/i.test(text),
  );
  expect(about.length).toBeGreaterThan(8);
  expect(
    about.filter((text) => !/in which projects? it (can be|is) asked for/i.test(text)),
  ).toEqual([]);
  expect(ruleParts().projects).toBe('in which projects it can be asked for');
});
