import { describe, expect, test } from 'vitest';
import { AT, awaiting, developers, frontend, subject } from '../../../tests/support/samples';
import type { Entitlement } from '../action/entitlement';
import { DAY } from '../lib/time';
import type { AskedBundle } from '../policy/asked-bundle';
import type { AccessRequest } from '../request/access-request';
import { askedSinceWhen, countAsked } from './asked-lately';

const asked = (
  given: readonly Entitlement[],
  bundles: readonly AskedBundle[] = [],
  verb: 'add' | 'remove' = 'add',
): AccessRequest =>
  awaiting({
    ask: {
      subjects: [subject('Sam'), subject('Ann')],
      changes: given.map((entitlement) => ({ verb, entitlement, subjects: [0, 1] })),
    },
    bundles,
  });
const bundle = (over: Partial<AskedBundle> = {}): AskedBundle => ({
  bundleId: 'dev',
  name: 'Developer',
  policyVersion: 1,
  contents: [],
  ...over,
});
const counted = (...requests: readonly AccessRequest[]) =>
  countAsked(requests).map(({ of, requests: count }) => [
    of.kind === 'access' ? of.entitlement.name : of.name,
    count,
  ]);

describe('what was asked for lately', () => {
  test('is counted by requests, however many people each is for', () => {
    expect(counted(asked([frontend, developers]), asked([frontend]))).toEqual([
      ['frontend', 2],
      ['Developers', 1],
    ]);
  });

  test('is called what the newest request calls it, and is the same by its id', () => {
    const renamed = { ...frontend, name: 'front end' };
    expect(counted(asked([renamed]), asked([frontend]))).toEqual([['front end', 2]]);
  });

  test('is nothing that was to be taken away or created', () => {
    const guild = { kind: 'newGroup', name: 'guild' } as const;
    expect(counted(asked([frontend], [], 'remove'), asked([guild]))).toEqual([]);
  });

  test('counts a bundle beside what is in it, and each of its levels by itself', () => {
    const level = (levelId: string) => bundle({ levelId, name: `Developer, ${levelId}` });
    expect(
      counted(
        asked([frontend], [bundle()]),
        asked([frontend], [level('read')]),
        asked([frontend], [level('write')]),
        asked([frontend], [level('write'), bundle({ bundleId: 'ops', name: 'Operator' })]),
      ),
    ).toEqual([
      ['frontend', 4],
      ['Developer', 1],
      ['Developer, read', 1],
      ['Developer, write', 2],
      ['Operator', 1],
    ]);
  });

  test('is of ninety days', () => {
    expect(askedSinceWhen(AT)).toBe(AT - 90 * DAY);
  });
});
