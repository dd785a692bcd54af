import { expect, test } from 'vitest';
import { developers, frontend, LEAD, OTHER_LEAD } from '../../../tests/support/samples';
import type { Bundle, Level } from './bundle';
import {
  type BundleChange,
  type BundleDifference,
  bundleChanges,
  peopleInBundleDifference,
} from './bundle-change';

const bundle = (over: Partial<Bundle> = {}): Bundle => ({
  id: 'dev',
  name: 'Developer',
  description: 'For whoever joins a team.',
  owner: LEAD,
  contents: [frontend, developers],
  levels: [],
  ...over,
});
const says = (...parts: readonly BundleDifference[]): BundleChange => ({
  of: 'bundleSays',
  bundleId: 'dev',
  name: 'Developer',
  parts,
});
const READ: Level = { id: 'r', name: 'read only', contents: [frontend] };
const WRITE: Level = { id: 'w', name: 'write', contents: [frontend, developers] };
const named = ({ accountId, displayName }: typeof LEAD) => ({ accountId, displayName });

test.each<[string, readonly Bundle[], readonly Bundle[], readonly BundleChange[]]>([
  ['nothing is another', [bundle()], [bundle()], []],
  [
    'one came, and one went',
    [bundle({ id: 'old', name: 'Old' }), bundle()],
    [bundle(), bundle({ id: 'new', name: 'New' })],
    [
      { of: 'bundleAdded', bundleId: 'new', name: 'New' },
      { of: 'bundleRemoved', bundleId: 'old', name: 'Old' },
    ],
  ],
  [
    'it has levels, in place of contents of its own',
    [bundle()],
    [bundle({ contents: [], levels: [READ] })],
    [
      says(
        { part: 'contents', before: [frontend, developers], after: [] },
        { part: 'levels', before: [], after: [READ] },
      ),
    ],
  ],
  [
    'its levels are in another order',
    [bundle({ contents: [], levels: [READ, WRITE] })],
    [bundle({ contents: [], levels: [WRITE, READ] })],
    [says({ part: 'levels', before: [READ, WRITE], after: [WRITE, READ] })],
  ],
  [
    'a level says something else',
    [bundle({ contents: [], levels: [READ] })],
    [bundle({ contents: [], levels: [{ ...READ, contents: [developers] }] })],
    [says({ part: 'levels', before: [READ], after: [{ ...READ, contents: [developers] }] })],
  ],
  [
    'what is in a level is only called or ordered otherwise',
    [bundle({ contents: [], levels: [WRITE] })],
    [
      bundle({
        contents: [],
        levels: [{ ...WRITE, contents: [developers, { ...frontend, name: 'x' }] }],
      }),
    ],
    [],
  ],
  [
    'it is called otherwise: by its new name',
    [bundle({ name: 'Dev' })],
    [bundle()],
    [says({ part: 'name', before: 'Dev', after: 'Developer' })],
  ],
  [
    'it is described otherwise',
    [bundle({ description: '' })],
    [bundle()],
    [says({ part: 'description', before: '', after: 'For whoever joins a team.' })],
  ],
  [
    'somebody else answers for it: without more of them than who they are',
    [bundle({ owner: { ...LEAD, email: 'lena@acme.example' } as never })],
    [bundle({ owner: OTHER_LEAD })],
    [says({ part: 'owner', before: [named(LEAD)], after: [named(OTHER_LEAD)] })],
  ],
  [
    'nobody answers for it any more',
    [bundle()],
    [bundle({ owner: undefined })],
    [says({ part: 'owner', before: [named(LEAD)], after: [] })],
  ],
  [
    'something else is in it',
    [bundle()],
    [bundle({ contents: [developers] })],
    [says({ part: 'contents', before: [frontend, developers], after: [developers] })],
  ],
  [
    'several parts are others: in their order',
    [bundle({ contents: [frontend], name: 'Dev' })],
    [bundle()],
    [
      says(
        { part: 'name', before: 'Dev', after: 'Developer' },
        { part: 'contents', before: [frontend], after: [frontend, developers] },
      ),
    ],
  ],
  [
    'only what is in it, and who answers for it, are called otherwise, or stand in another order',
    [bundle()],
    [
      bundle({
        owner: { ...LEAD, displayName: 'Lena M.' },
        contents: [developers, { ...frontend, name: 'Frontend' }],
      }),
    ],
    [],
  ],
])('from a version to the next, of bundles: %s', (_, before, after, changes) => {
  expect(bundleChanges({ bundles: before }, { bundles: after })).toEqual(changes);
});

test('of its parts only who answers for it names people', () => {
  const owner = { part: 'owner', before: [named(LEAD)], after: [named(OTHER_LEAD)] } as const;
  expect(peopleInBundleDifference(owner)).toEqual([named(LEAD), named(OTHER_LEAD)]);
  expect(peopleInBundleDifference({ part: 'name', before: 'a', after: 'b' })).toEqual([]);
});
