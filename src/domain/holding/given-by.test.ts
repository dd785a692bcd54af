import { describe, expect, test } from 'vitest';
import type { EndedGrant, EndOfGrant, Grant } from '../grant/grant';
import { DAY } from '../lib/time';
import { givenBy } from './given-by';

const NOW = 100 * DAY;
const grant = (requestId: string, endsAt: number | undefined): Grant => ({
  requestId,
  block: 0,
  issueKey: 'WEB-1',
  size: 1,
  grantedAt: 0,
  endsAt,
});
const ended = (why: EndOfGrant, endedAt: number, more: Partial<Grant> = {}): EndedGrant => ({
  ...grant('first', NOW + DAY),
  ...more,
  why,
  endedAt,
});
const later = [grant('later', NOW + 2 * DAY)];
const by = (before: readonly EndedGrant[]) => givenBy({ grants: later, ended: before }, NOW);

describe('what was prolonged is given by what gave it before as well', () => {
  test.each<[string, readonly EndedGrant[], boolean]>([
    ['while its own term goes on', [ended('superseded', 1)], true],
    ['without an end of its own', [ended('superseded', 1, { endsAt: undefined })], true],
    ['not once its own term is over', [ended('superseded', 1, { endsAt: NOW })], false],
    ['not where it had been returned', [ended('superseded', 1, { returned: true })], false],
    ['not where it was gone since', [ended('superseded', 1), ended('revoked', 2)], false],
    ['not by what ended otherwise', [ended('outlasted', 1)], false],
    ['where it was gone at the same moment', [ended('superseded', 2), ended('revoked', 2)], true],
    ['where another was over before', [ended('expired', 1), ended('superseded', 2)], true],
    ['where another was outlasted', [ended('superseded', 1), ended('outlasted', 2)], true],
  ])('%s', (_, before, isGiven) => {
    const requestIds = isGiven ? ['later', 'first'] : ['later'];
    expect(by(before)).toEqual({ requestIds, isAll: true });
  });

  test.each<[string, number | undefined, number, readonly EndedGrant[], boolean]>([
    ['for longer than until now', NOW + 1, 50, [], true],
    ['for good', undefined, 50, [], true],
    ['not once that is over', NOW, 50, [], false],
    ['not where it was gone since', NOW + 1, 50, [ended('returned', 51)], false],
    ['where it was gone at that very moment', NOW + 1, 50, [ended('returned', 50)], true],
    ['after it was gone before', NOW + 1, 50, [ended('returned', 49)], true],
  ])('and by what found it there, %s', (_, endsAt, foundAt, before, isGiven) => {
    const found = { requestId: 'found', at: foundAt };
    const approvals = [
      { approvedAt: 40, endsAt, found },
      { approvedAt: 41, endsAt: undefined },
    ];
    const given = (revokedAt?: number) =>
      givenBy({ grants: later, ended: before, approvals, ...(revokedAt ? { revokedAt } : {}) }, NOW)
        .requestIds;
    expect(given()).toEqual(isGiven ? ['later', 'found'] : ['later']);
    expect(given(40)).toEqual(['later']);
  });

  test.each<[EndOfGrant, boolean]>([
    ['expired', true],
    ['revoked', true],
    ['goneByHand', true],
    ['notGivenBack', true],
    ['leaver', true],
    ['returned', true],
    ['takenBack', true],
    ['superseded', false],
    ['outlasted', false],
    ['notProlonged', false],
  ])('since another was %s, nothing was left of it: %s', (why, isGone) => {
    const before = [ended('superseded', 1), ended(why, 2, { requestId: 'other', endsAt: 0 })];
    expect(by(before).requestIds).toEqual(isGone ? ['later'] : ['later', 'first']);
  });

  test('as far as it is on record: of what may have been let go, nobody knows', () => {
    const many = Array.from({ length: 8 }, (_, at) => ended('superseded', at));
    expect(by(many.slice(1)).isAll).toBe(true);
    expect(by(many).isAll).toBe(false);
    expect(by([...many.slice(1), ended('expired', 9)]).isAll).toBe(true);
    const approvals = Array.from({ length: 8 }, (_, at) => ({ approvedAt: at, endsAt: undefined }));
    expect(givenBy({ grants: later, ended: [], approvals }, NOW).isAll).toBe(false);
  });
});
