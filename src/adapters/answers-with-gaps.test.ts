import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import * as organization from './atlassian/organization/schemas';
import * as jira from './rest/schemas';

const user = {
  accountId: 'a1',
  accountType: 'atlassian',
  displayName: 'Priya Raman',
  emailAddress: 'priya@acme.example',
  active: true,
  avatarUrls: { '48x48': 'https://acme.example/48' },
};
const group = { groupId: 'g1', name: 'frontend' };
const project = {
  id: '1',
  key: 'WEB',
  name: 'Website',
  archived: false,
  deleted: false,
  avatarUrls: { '48x48': 'https://acme.example/48' },
  lead: { accountId: 'a1' },
};
const page = { isLast: true, total: 1, startAt: 0 };

/** Each with everything that the app may read of it. */
const WHOLE: Readonly<Record<string, unknown>> = {
  userSchema: user,
  userListSchema: [user],
  userPageSchema: { values: [user], ...page },
  groupSchema: group,
  groupListSchema: [group],
  groupPageSchema: { values: [group], ...page },
  foundGroupsSchema: {
    total: 1,
    groups: [{ groupId: 'g1', name: 'frontend', managedBy: 'ADMINS', labels: [{ type: 'ADMIN' }] }],
  },
  applicationRolesSchema: [{ groupDetails: [{ groupId: 'g1', name: 'frontend' }] }],
  projectSchema: project,
  projectPageSchema: { values: [project], ...page },
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
    fields: { summary: 'A title', project: { id: '1', key: 'WEB', projectTypeKey: 'software' } },
  },
  permissionsSchema: { permissions: { ADMINISTER: { havePermission: true } } },
  commentSchema: {
    id: '1',
    author: { accountId: 'a1' },
    jsdPublic: true,
    properties: [{ key: 'k', value: 1 }],
  },
  commentsSchema: {
    comments: [
      {
        id: '1',
        author: { accountId: 'a1' },
        jsdPublic: true,
        properties: [{ key: 'k', value: 1 }],
      },
    ],
  },
  serverInfoSchema: { baseUrl: 'https://acme.example', serverTitle: 'Acme' },
  panelTaskBegunSchema: { taskId: '7' },
  panelStatusesSchema: {
    statuses: [{ projectIdOrKey: '1', pinned: true, error: 'Not looked up' }],
  },
  taskSchema: { status: 'RUNNING', progress: 40, message: 'Half of it' },
  rolesOfUserSchema: { value: { me: 'a1', roles: ['1'] } },
  organizationSchema: { data: { attributes: { name: 'Acme' } } },
  directoriesSchema: { data: [{ directoryId: 'd1' }], links: { next: 'more' } },
  workspacesSchema: {
    data: [{ id: 'ari:1', attributes: { hostUrl: 'https://acme.example' } }],
    links: { next: 'more' },
  },
  directoryUsersSchema: {
    data: [
      {
        accountId: 'a1',
        accountType: 'atlassian',
        accountStatus: 'active',
        membershipStatus: 'active',
        name: 'Priya Raman',
        picture: 'https://acme.example/48',
        avatar: 'https://acme.example/48',
      },
    ],
  },
  lastActiveSchema: {
    data: {
      product_access: [
        { last_active: '2026-01-31', last_active_timestamp: '2026-01-31T10:00:00Z' },
      ],
    },
  },
};

/** Without which the item is nobody and nothing. A project is needed in an issue; of a role it may be left out. */
const NEEDED = new Set([
  ...['accountId', 'groupId', 'id', 'key', 'name', 'values', 'groups', 'comments', 'fields'],
  ...['permissions', 'havePermission', 'statuses', 'status', 'value', 'me', 'roles'],
  ...['data', 'directoryId', 'attributes', 'fields.project'],
]);
/** Of these, an id that is missing is not known, and says of whom: `role-actors.ts`. Of workspaces and names as well. */
const OPTIONAL = new Set([
  ...['actorUser.accountId', 'actorGroup.groupId', 'author.accountId', 'data.id', 'data.name'],
  ...['data.attributes', 'attributes.name'],
]);
/** Lists of values of which one that makes no sense spoils what they are of. */
const STRICT = new Set(['labels', 'roles']);
/** Anything goes. */
const ANYTHING = new Set(['properties.value']);

const named = Object.entries({ ...jira, ...organization }).flatMap(
  ([name, schema]): [string, z.ZodType][] => (schema instanceof z.ZodType ? [[name, schema]] : []),
);

test('every schema is looked at', () => {
  expect(named.map(([name]) => name).sort()).toEqual(Object.keys(WHOLE).sort());
});

type Path = readonly (string | number)[];

/** Every place of a value; in a list, those of the middle one of three. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return [[...path, 1], ...placesOf(value[1], [...path, 1])];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    [...path, key],
    ...placesOf(one, [...path, key]),
  ]);
}

/** The same with three in each list. */
function threefold(value: unknown): unknown {
  if (Array.isArray(value)) return [value[0], value[0], value[0]].map(threefold);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, threefold(one)]));
}

const GAPS = {
  null: () => null,
  absent: () => undefined,
  'of a wrong type': (value: unknown) => (typeof value === 'object' ? 'wrong' : { wrong: true }),
} as const;

/** A copy with something else at a place; undefined takes it away. */
function withAt(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const copy = structuredClone(value);
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<unknown>(at, copy) as Record<string | number, unknown>;
  const changed = change(holder[last]);
  if (changed !== undefined) holder[last] = changed;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}

const at = (value: unknown, key: string | number): unknown =>
  (value as Record<string | number, unknown>)[key];

/** `project`, or with what it is in, `fields.project`. */
function namesOf(path: Path): readonly string[] {
  const names = path.filter((one) => typeof one === 'string');
  const [last = '', before = ''] = [names.at(-1), names.at(-2)];
  return [last, `${before}.${last}`];
}

const isNeeded = (path: Path): boolean =>
  namesOf(path).some((name) => NEEDED.has(name)) &&
  !namesOf(path).some((name) => OPTIONAL.has(name));

/** Where the nearest item of a list is that the place is in; undefined outside of one. */
function itemAround(path: Path): Path | undefined {
  const end = path.findLastIndex(
    (key, place) => typeof key === 'number' && !STRICT.has(String(path[place - 1])),
  );
  return end === -1 ? undefined : path.slice(0, end + 1);
}

describe.each(named)('%s', (name, schema) => {
  const whole = threefold(WHOLE[name]);
  const read = (value: unknown) => schema.safeParse(value);

  it('takes an answer with everything in it', () => {
    expect(read(whole).error).toBeUndefined();
    expect(JSON.stringify(read(whole).data)).not.toMatch(/"unreadable":[1-9]/);
  });

  it('takes no answer without what it is about', () => {
    expect(read(null).success).toBe(false);
    expect(read('').success).toBe(false);
  });

  const cases = placesOf(whole)
    .filter((path) => !namesOf(path).some((one) => ANYTHING.has(one)))
    .flatMap((path) =>
      (Object.keys(GAPS) as (keyof typeof GAPS)[]).map((gap) => ({
        path,
        gap,
        at: path.join('.'),
      })),
    )
    // Of a list, one item less is another list.
    .filter(({ path, gap }) => typeof path.at(-1) === 'string' || gap !== 'absent');

  it.each(cases)('$at is $gap', ({ path, gap }) => {
    const given = read(withAt(whole, path, GAPS[gap]));
    const isItem = typeof path.at(-1) === 'number';
    if (gap !== 'of a wrong type' && !isNeeded(path) && !isItem) {
      expect(given.data).toEqual(read(withAt(whole, path, GAPS.absent)).data);
      expect(given.success).toBe(true);
      expect(JSON.stringify(given.data)).not.toMatch(/"unreadable":[1-9]/);
      return;
    }
    const item = itemAround(path);
    if (item === undefined) {
      expect(given.success).toBe(false);
      return;
    }
    // The others are there, and it is told that there is one more.
    const others = read(withAt(whole, item, GAPS.absent)).data;
    const list = item.slice(0, -1);
    expect(listAt(given.data, list)).toEqual({ ...listAt(others, list), unreadable: 1 });
    expect(listAt(given.data, list)?.items).toHaveLength(2);
  });
});

/** A list of what was read, by its place in what was given. */
function listAt(read: unknown, path: Path): { readonly items: readonly unknown[] } | undefined {
  const list = path.reduce<unknown>(
    (value, key) => at(typeof key === 'number' ? at(value, 'items') : value, key),
    read,
  );
  return list as { readonly items: readonly unknown[] } | undefined;
}
