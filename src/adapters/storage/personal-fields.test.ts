import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formerOf } from '#domain/action/former';
import { peopleIn } from '#domain/personal/people-in';
import { rewritePeople } from '#domain/personal/rewrite-people';
import { ENTITY, type EntityName } from './keys';
import { PERSONAL_FIELDS, type PersonalKind } from './personal-fields';
import { asideSchema } from './schemas/aside';
import { auditRecordSchema } from './schemas/audit-record';
import { connectionSchema } from './schemas/connection';
import { deliveriesSchema } from './schemas/deliveries';
import { grantBlockSchema } from './schemas/grant-block';
import { holdingSchema } from './schemas/holding';
import { keptPersonSchema } from './schemas/kept-person';
import { outboxEntrySchema } from './schemas/outbox-entry';
import { currentPolicySchema, policyGroupsSchema, policySchema } from './schemas/policy';
import { projectedSchema } from './schemas/projected';
import { requestSchema } from './schemas/request';
import { retentionSchema } from './schemas/retention';
import { standInSchema } from './schemas/stand-in';
import { stepBlockSchema } from './schemas/step-block';
import { watchedIssueSchema } from './schemas/watched-issue';

/** Everything that has a body; the others are attributes of the manifest alone. */
const SCHEMAS: Readonly<Record<EntityName, readonly z.ZodType[]>> = {
  request: [requestSchema],
  steps: [stepBlockSchema],
  // By its fields alone: whether grants and work fit each other says nothing of people.
  holding: [z.object(holdingSchema.shape)],
  grants: [grantBlockSchema],
  connection: [connectionSchema],
  policy: [policySchema, currentPolicySchema, z.object({ requestableGroups: policyGroupsSchema })],
  // As it is unpacked: packed-record.ts keeps the same fields.
  audit: [auditRecordSchema],
  outbox: [outboxEntrySchema],
  telling: [deliveriesSchema],
  aside: [asideSchema],
  person: [keptPersonSchema],
  retention: [retentionSchema],
  away: [standInSchema],
  projected: [projectedSchema],
  issue: [],
  submission: [],
  projection: [],
  watched: [watchedIssueSchema],
  lock: [],
};

/** Texts that say nothing of anybody: ids of requests, groups, projects and sites, and what those are called. */
const IMPERSONAL: ReadonlySet<string> = new Set([
  ...[
    'id',
    'requestId',
    'requestIds',
    'promised',
    'connectionId',
    'cloudId',
    'projectId',
    'projectKey',
    'projectName',
  ],
  ...[
    'groupId',
    'roleId',
    'issueId',
    'workItemId',
    'issueKey',
    'issue.key',
    'organizationId',
    'credentialId',
    'keyId',
  ],
  ...[
    'breakGlass.groups',
    'entitlement.name',
    'requestableGroups.name',
    'subjects.name',
    'subject.name',
  ],
  ...['organization.name', 'events.name', 'changes.name', 'unlockedOn', 'like', 'siteName'],
  ...[
    'instanceUrl',
    'problem.host',
    'problem.to',
    'scopes',
    'failure',
    'reference',
    'mark',
    'of',
    'about',
    // Ids, or what stands for them.
    'asks',
    'tried.group',
    'rule',
    'askedIn',
    'approvals.rules',
    'events.rules',
    'rules.id',
    'ruleId',
    'bundleId',
    'levelId',
    'bundles.name',
    'follows.name',
    'levels.name',
    // What levels of bundles were called.
    'insteadOf',
    'levels.before',
    'levels.after',
    // What an admin wrote of what is in a bundle, for everybody to read.
    'bundles.description',
    'contents.name',
    'rules.name',
    'projects.key',
    'projects.name',
    // What a rule was called, and is; and the projects that it named, and names.
    'parts.before',
    'parts.after',
    'before.key',
    'before.name',
    'after.key',
    'after.name',
    'what.groups',
    'groups.name',
    'group.name',
  ],
  ...['events.former', 'former.accountId', 'former.displayName', 'former.email'],
  // Codes, and places in a record: never what people wrote.
  ...['trouble.why', 'events.problem', 'events.record'],
]);

interface Leaf {
  readonly path: string;
  readonly type: 'string' | 'unknown';
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
}

/** Every place of a schema where a text can stand. */
function leavesOf(schema: z.ZodType, path = ''): Leaf[] {
  const def = schema._zod.def as unknown as Definition;
  const inner = (one: z.ZodType | undefined) => (one === undefined ? [] : leavesOf(one, path));
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape ?? {}).flatMap(([field, one]) =>
        leavesOf(one, path === '' ? field : `${path}.${field}`),
      );
    case 'array':
      return inner(def.element);
    case 'union':
      return (def.options ?? []).flatMap(inner);
    case 'pipe':
      return [...inner(def.in), ...inner(def.out)];
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return inner(def.innerType);
    case 'string':
      return [{ path, type: 'string' }];
    case 'number':
    case 'int':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'transform':
      return [];
    default:
      // A kind of schema that nobody has thought of here may hold anything.
      return [{ path, type: 'unknown' }];
  }
}

const isImpersonal = (path: string): boolean => {
  const parts = path.split('.');
  return IMPERSONAL.has(parts.slice(-1).join('.')) || IMPERSONAL.has(parts.slice(-2).join('.'));
};

const entities = Object.values(ENTITY);

describe('what is stored of people', () => {
  test.each(entities)('every text of %s is in the inventory, or known to be nobody’s', (entity) => {
    const leaves = SCHEMAS[entity].flatMap((schema) => leavesOf(schema));
    expect(leaves.filter(({ type }) => type === 'unknown')).toEqual([]);
    const unknown = leaves.filter(
      ({ path }) => PERSONAL_FIELDS[entity][path] === undefined && !isImpersonal(path),
    );
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  test.each(entities)('the inventory of %s names no field that is not there', (entity) => {
    const there = new Set(SCHEMAS[entity].flatMap((one) => leavesOf(one)).map(({ path }) => path));
    expect(Object.keys(PERSONAL_FIELDS[entity]).filter((path) => !there.has(path))).toEqual([]);
  });

  test('a new field with an account id, a name or an address is noticed', () => {
    const withMore = z.object({ managerId: z.string(), owner: z.object({ name: z.string() }) });
    const paths = leavesOf(withMore).map(({ path }) => path);
    expect(paths).toEqual(['managerId', 'owner.name']);
    expect(paths.filter(isImpersonal)).toEqual([]);
  });
});

const WHO = '712020:0a1b2c3d-1111-4222-8333-444455556666';
const EMAIL = 'Ada.Lovelace@acme.example';
const OTHER = '712020:ffffffff-1111-4222-8333-444455556666';

const filled: Readonly<Record<PersonalKind, string>> = {
  accountId: WHO,
  name: 'Ada Lovelace',
  address: EMAIL,
  picture: 'https://pictures.example/ada',
  text: `User ${WHO} (ada.lovelace@ACME.example) is not there.`,
};

/** Values of a schema that have every field, with somebody wherever somebody can be. */
function samplesOf(
  schema: z.ZodType,
  kindAt: (path: string) => PersonalKind | undefined,
  path = '',
): unknown[] {
  const def = schema._zod.def as unknown as Definition & {
    readonly entries?: Readonly<Record<string, unknown>>;
    readonly values?: readonly unknown[];
  };
  const inner = (one: z.ZodType) => samplesOf(one, kindAt, path);
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape ?? {}).map(
        ([field, one]) =>
          [field, samplesOf(one, kindAt, path === '' ? field : `${path}.${field}`)] as const,
      );
      const most = Math.max(1, ...fields.map(([, samples]) => samples.length));
      return Array.from({ length: most }, (_, turn) =>
        Object.fromEntries(fields.map(([field, some]) => [field, some[turn % some.length]])),
      );
    }
    case 'array':
      return def.element === undefined ? [] : [inner(def.element)];
    case 'union':
      return (def.options ?? []).flatMap(inner);
    case 'pipe': {
      const isRead = def.in !== undefined && def.in._zod.def.type !== 'transform';
      const one = isRead ? def.in : def.out;
      return one === undefined ? [] : inner(one);
    }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return def.innerType === undefined ? [] : inner(def.innerType);
    case 'string': {
      const kind = kindAt(path);
      if (kind !== undefined) return [filled[kind]];
      return [path.endsWith('former.accountId') ? former.accountId : 'x'];
    }
    case 'number':
    case 'int':
      return [1];
    case 'boolean':
      return [true];
    case 'enum':
      return [Object.values(def.entries ?? {})[0]];
    case 'literal':
      return [def.values?.[0]];
    default:
      return [undefined];
  }
}

const former = formerOf('0f1e2d3c-4b5a-4678-9abc-def012345678');
const erase = new Map([[WHO, { kind: 'erase', former, emails: [EMAIL] }]] as const);

describe('who is erased', () => {
  test.each(entities)('is in no field of %s any more, which can still be read', (entity) => {
    for (const schema of SCHEMAS[entity]) {
      let read = 0;
      for (const sample of samplesOf(schema, (path) => PERSONAL_FIELDS[entity][path])) {
        const stored: unknown = JSON.parse(JSON.stringify(sample));
        const issues = schema.safeParse(stored).error?.issues ?? [];
        // What of one part does not fit to another says nothing of who stands in it: others of these do.
        if (issues.some(({ code }) => code === 'custom')) continue;
        expect(issues).toEqual([]);
        read += 1;
        const after = rewritePeople(stored, erase);
        const text = JSON.stringify(after).toLowerCase();
        expect(text).not.toContain(WHO);
        expect(text).not.toContain(EMAIL.toLowerCase());
        expect(text).not.toContain('pictures.example');
        expect(schema.safeParse(after).success).toBe(true);
        expect(peopleIn(after)).toEqual([]);
      }
      expect(read).toBeGreaterThan(0);
    }
  });

  test('leaves everybody else as they were, as the very same value', () => {
    const value = { requester: { accountId: OTHER, displayName: 'Ada Lovelace' }, at: 3 };
    expect(rewritePeople(value, erase)).toBe(value);
  });
});

describe('who is called otherwise', () => {
  const refresh = new Map([
    [WHO, { kind: 'refresh', displayName: 'Ada King', avatarUrl: 'https://pictures.example/2' }],
  ] as const);

  test('has the new name wherever the old one stands beside their id, and nobody else has', () => {
    const before = {
      by: { accountId: WHO, displayName: 'Ada Lovelace', avatarUrl: 'https://pictures.example/1' },
      to: [
        { accountId: OTHER, displayName: 'Ada Lovelace' },
        { kind: 'person', accountId: WHO, displayName: 'Ada Lovelace', email: EMAIL },
      ],
      justification: `Ada Lovelace asks for ${WHO}`,
    };
    expect(rewritePeople(before, refresh)).toEqual({
      by: { accountId: WHO, displayName: 'Ada King', avatarUrl: 'https://pictures.example/2' },
      to: [
        { accountId: OTHER, displayName: 'Ada Lovelace' },
        { kind: 'person', accountId: WHO, displayName: 'Ada King' },
      ],
      justification: `Ada Lovelace asks for ${WHO}`,
    });
  });
});

test('people are found with the addresses beside them, former ones and unknown ones not', () => {
  const found = peopleIn({
    a: [{ accountId: WHO, displayName: 'Ada', email: EMAIL }],
    b: { accountId: WHO, displayName: 'Ada', foundBy: 'ada@acme.example' },
    c: { accountId: OTHER, displayName: 'Bo', foundBy: 'Bo Byrne' },
    d: { accountId: former.accountId, displayName: former.displayName },
    e: { accountId: 'unknown', displayName: '' },
  });
  expect(found).toEqual([
    { accountId: WHO, emails: [EMAIL, 'ada@acme.example'] },
    { accountId: OTHER, emails: [] },
  ]);
});
