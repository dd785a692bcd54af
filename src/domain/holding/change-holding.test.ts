import { describe, expect, test } from 'vitest';
import { AT, grant, holding } from '../../../tests/support/samples';
import type { Grant } from '../grant/grant';
import { DAY } from '../lib/time';
import { changed } from './change-holding';
import { type Holding, workOf } from './holding';

const become = (current: Holding, grants: readonly Grant[]) =>
  changed(current, current, { grants, ended: [], work: workOf(grants), told: undefined });

test('what was told before an end stays known as long as that end does', () => {
  const toldBeforeEnd = { endsAt: AT + DAY, upTo: AT, mark: 'a' };
  const told = holding([grant()], { toldBeforeEnd });
  expect(become(told, [grant()]).holding.toldBeforeEnd).toEqual(toldBeforeEnd);
  expect(become(told, [grant({ endsAt: AT + 1 })]).holding).not.toHaveProperty('toldBeforeEnd');
  expect(become(holding([grant()]), [grant()]).holding).not.toHaveProperty('toldBeforeEnd');
});

describe('what was missing and is there again is told so', () => {
  const missing = holding([grant()], { missingSince: AT });
  const forGood = grant({ endsAt: undefined });
  const returned = grant({ block: 1, returned: true, endsAt: AT, termEndsAt: AT + DAY });
  const leaver = grant({ block: 2, leaver: true });
  test.each<[string, readonly Grant[], boolean]>([
    ['until its end', [grant()], true],
    ['for good', [forGood], true],
    ['not where it was returned', [returned], false],
    ['not where it is a leaver’s', [leaver], false],
    ['not where each was the one or the other', [returned, leaver], false],
    ['where something of it goes on', [returned, grant()], true],
    ['not where it is over', [], false],
  ])('%s', (_, grants, isTold) => {
    const { facts } = become(missing, grants);
    const fact = { kind: 'grant.thereAgain', missingSince: AT };
    expect(facts).toMatchObject(isTold ? [{ of: grants.at(-1), fact }] : []);
    expect(become(holding(grants), grants).facts).toEqual([]);
  });
});
