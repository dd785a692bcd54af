import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import * as schemas from './schemas';

/** Each with everything that the app may read of it. */
const WHOLE: Readonly<Record<string, unknown>> = {
  userSchema: {
    accountId: 'a1',
    accountType: 'atlassian',
    displayName: 'Priya Raman',
    emailAddress: 'priya@acme.example',
    active: true,
    avatarUrls: { '48x48': 'https://acme.example/48' },
  },
  groupSchema: { groupId: 'g1', name: 'frontend' },
  foundGroupsSchema: {
    total: 1,
    groups: [{ groupId: 'g1', name: 'frontend', managedBy: 'ADMINS', labels: [{ type: 'ADMIN' }] }],
  },
  applicationRolesSchema: [{ groupDetails: [{ groupId: 'g1', name: 'frontend' }] }],
  projectSchema: {
    id: '1',
    key: 'WEB',
    name: 'Website',
    archived: false,
    deleted: false,
    avatarUrls: { '48x48': 'https://acme.example/48' },
    lead: { accountId: 'a1' },
  },
  roleSchema: {
    id: 1,
    name: 'Developers',
    admin: false,
    scope: { project: { id: '1' } },
    actors: [{ actorUser: { accountId: 'a1' }, actorGroup: { groupId: 'g1' } }],
  },
  roleDetailsSchema: [{ id: 1, name: 'Developers', description: 'They develop', admin: false }],
  issueSchema: {
    id: '1',
    key: 'WEB-1',
    fields: { summary: 'A title', project: { id: '1', key: 'WEB' } },
  },
  permissionsSchema: { permissions: { ADMINISTER: { havePermission: true } } },
  commentsSchema: {
    comments: [{ author: { accountId: 'a1' }, properties: [{ key: 'k', value: 1 }] }],
  },
  serverInfoSchema: { baseUrl: 'https://acme.example', serverTitle: 'Acme' },
  pageSchema: { values: [{ groupId: 'g1', name: 'frontend' }], isLast: true, total: 1, startAt: 0 },
};

/** Without which the item is nobody and nothing. */
const NEEDED = new Set([
  ...['accountId', 'groupId', 'id', 'key', 'name', 'values', 'groups', 'comments', 'fields'],
  ...['permissions', 'ADMINISTER', 'havePermission'],
]);

const named = Object.entries(schemas).flatMap(([name, schema]): [string, z.ZodType][] => {
  if (name === 'pageSchema') return [[name, schemas.pageSchema(schemas.groupSchema)]];
  return schema instanceof z.ZodType ? [[name, schema]] : [];
});

test('every schema is looked at', () => {
  expect(named.map(([name]) => name).sort()).toEqual(Object.keys(WHOLE).sort());
});

describe.each(named)('%s', (name, schema) => {
  const whole = WHOLE[name];

  it('takes an answer with everything in it', () => {
    expect(schema.safeParse(whole).success).toBe(true);
  });

  it('takes null, and reads it as nothing, wherever an answer need not say something', () => {
    const without = (value: unknown, gap: 'absent' | 'null'): unknown => {
      if (Array.isArray(value)) return value.map((one) => without(one, gap));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).flatMap(([key, one]) => {
          if (isNeeded(name, key)) return [[key, without(one, gap)]];
          return gap === 'null' ? [[key, null]] : [];
        }),
      );
    };
    const [absent, nothing] = [
      schema.safeParse(without(whole, 'absent')),
      schema.safeParse(without(whole, 'null')),
    ];
    expect(absent.error).toBeUndefined();
    expect(nothing.data).toEqual(absent.data);
  });

  it('takes no answer without what it is about', () => {
    expect(schema.safeParse(null).success).toBe(false);
    expect(schema.safeParse('').success).toBe(false);
  });
});

/** In an issue the project is needed; in a role it says whose role it is, and may be left out. */
function isNeeded(name: string, key: string): boolean {
  if (key === 'project') return name === 'issueSchema';
  return NEEDED.has(key);
}

describe('whether a page was the last', () => {
  const page = (count: number, isLast: boolean | undefined, total: number | undefined) => ({
    values: Array.from({ length: count }, () => ({})),
    isLast,
    total,
  });
  it.each([
    ['says so', page(3, true, undefined), 0, true],
    ['says so and has all', page(3, true, 53), 50, true],
    ['has all by its count', page(3, undefined, 3), 0, true],
    ['is empty, and so is the whole', page(0, undefined, 0), 0, true],
    ['is empty behind the end', page(0, true, 45), 50, true],
    ['says it is not', page(50, false, undefined), 0, false],
    ['has not all by its count', page(50, undefined, 120), 50, false],
    ['says nothing of it', page(50, undefined, undefined), 0, undefined],
    ['says nothing, and is empty', page(0, undefined, undefined), 0, undefined],
    ['is empty, and not the last', page(0, false, undefined), 50, undefined],
    ['is empty, and there are more', page(0, undefined, 120), 50, undefined],
    ['says it is the last, and there are more', page(50, true, 120), 0, undefined],
  ])('%s', (_, given, from, expected) => {
    expect(schemas.isLastPage(given, from)).toBe(expected);
  });
});
