import { expect, test } from 'vitest';
import { developers, frontend, LISTED, otherProjectRole } from '../../../tests/support/samples';
import { partsOfBundle, projectsOfBundles } from './parts-of-bundle';

const design = { kind: 'group', groupId: 'g-design', name: 'design' } as const;
const contents = [frontend, design, developers, otherProjectRole];
const here = developers.projectId;
const there = otherProjectRole.projectId;
const any = { ...LISTED, rolesOf: 'anyProject' as const };

test('what of a bundle can be asked for, and why the rest can’t, without names of what is not seen', () => {
  expect(partsOfBundle({ contents }, LISTED, here, new Set())).toEqual({
    contents: [frontend, developers],
    missing: [
      { why: 'notListed', entitlement: design },
      { why: 'otherProject', count: 1 },
    ],
  });
  expect(partsOfBundle({ contents }, any, here, new Set())).toEqual({
    contents: [frontend, developers],
    missing: [
      { why: 'notListed', entitlement: design },
      { why: 'projectNotSeen', count: 1 },
    ],
  });
  expect(partsOfBundle({ contents }, any, here, new Set([there])).contents).toEqual([
    frontend,
    developers,
    otherProjectRole,
  ]);
  expect(partsOfBundle({ contents }, LISTED, undefined, new Set([there])).contents).toEqual([
    frontend,
  ]);
});

test('sight is asked of other projects alone, each once, where their roles can be asked for', () => {
  const bundle = { id: 'b', name: 'b', description: '', owner: undefined, contents, levels: [] };
  const level = { id: 'r', name: 'r', contents };
  const bundles = [bundle, { ...bundle, id: 'c', contents: [], levels: [level] }];
  expect(projectsOfBundles({ ...any, bundles }, here)).toEqual([there]);
  expect(projectsOfBundles({ ...LISTED, bundles }, here)).toEqual([]);
});
