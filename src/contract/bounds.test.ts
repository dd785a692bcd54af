import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { INSTALLATION_CHECKS } from '../domain/installation/installation-check';
import * as inputs from './inputs';
import { TERM_UNTIL_MAX } from './limits';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Wrap = (value: unknown) => unknown;

/** One place of a payload that has a bound, and the payload with a value put there. */
interface Place {
  readonly at: string;
  readonly schema: JsonSchema;
  readonly put: Wrap;
}

/** What has to be written in a certain way. */
const WELL_FORMED: Readonly<Record<string, string>> = { submissionKey: 'key-of-1' };

/** A value that the schema takes. */
function sample(schema: JsonSchema, name = ''): unknown {
  const first = (schema.oneOf ?? schema.anyOf)?.[0];
  if (first !== undefined) return sample(first as JsonSchema, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((one) => [one, sample(fieldOf(schema, one), one)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(itemOf(schema), name));
    case 'integer':
      return Math.max(1, Number(schema.minimum ?? 1));
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return WELL_FORMED[name] ?? 'x';
  }
}
const fieldOf = (schema: JsonSchema, name: string) => schema.properties?.[name] as JsonSchema;
const itemOf = (schema: JsonSchema) => schema.items as JsonSchema;

/** Every place of a schema that is no object: whatever a page can send stands in one of them. */
function placesOf(schema: JsonSchema, at: string, put: Wrap): Place[] {
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) {
    return choices.flatMap((one) => placesOf(one as JsonSchema, at, put));
  }
  if (schema.type === 'object') {
    const rest = sample(schema) as object;
    return Object.keys(schema.properties ?? {}).flatMap((name) =>
      placesOf(fieldOf(schema, name), at === '' ? name : `${at}.${name}`, (value) =>
        put({ ...rest, [name]: value }),
      ),
    );
  }
  if (schema.type !== 'array') return [{ at, schema, put }];
  return [{ at, schema, put }, ...placesOf(itemOf(schema), `${at}[]`, (value) => put([value]))];
}

function kindOf({ schema }: Place): string {
  if (schema.const !== undefined) return 'choice';
  if (schema.enum !== undefined) return 'word';
  return schema.pattern === undefined ? String(schema.type) : 'pattern';
}

interface Bound {
  readonly kind: string;
  readonly taken: (place: Place) => readonly unknown[];
  readonly refused: (place: Place) => readonly unknown[];
}

const text = (length: number) => 'x'.repeat(length);
const between = (
  kind: string,
  [least, most]: readonly [number, number],
  make: (count: number, place: Place) => unknown,
): Bound => ({
  kind,
  taken: (place) => [make(least, place), make(most, place)],
  refused: (place) => [...(least > 0 ? [make(least - 1, place)] : []), make(most + 1, place)],
});
const characters = (least: number, most: number) => between('string', [least, most], text);
const entries = (least: number, most: number) =>
  between('array', [least, most], (count, { schema, at }) =>
    Array.from({ length: count }, (_, nth) => asOneOfMany(sample(itemOf(schema), lastOf(at)), nth)),
  );
/** With an id of its own, where it has one. */
function asOneOfMany(item: unknown, nth: number): unknown {
  if (!(item instanceof Object)) return item;
  const ids = ['id', 'groupId', 'accountId'].filter((field) => field in item);
  return { ...item, ...Object.fromEntries(ids.map((field) => [field, String(nth)])) };
}
const whole = (least: number, most: number): Bound => ({
  kind: 'integer',
  taken: () => [least, most],
  refused: () => [least - 1, most + 1, Math.max(least, 0) + 0.5, String(least)],
});
/** One of these words, and no other. */
const words = (...all: readonly string[]): Bound => ({
  kind: 'word',
  taken: () => all,
  refused: () => ['', 'other', all.join(' '), ...all.map((one) => one.toUpperCase())],
});
/** Says which of several forms the rest has. */
const choice = (word: string): Bound => ({
  kind: 'choice',
  taken: ({ schema }) => [schema.const === word ? word : ''],
  refused: () => ['', 'other', word.toUpperCase(), null],
});
/** Of these characters alone, from the first to the last. */
const written = (least: number, most: number, within: string, without: string): Bound => ({
  kind: 'pattern',
  taken: () => [text(least), text(most), ...[...within].map((one) => one + text(least))],
  refused: () => [
    text(least - 1),
    text(most + 1),
    ...[...without].flatMap((one) => [one + text(least), text(least) + one]),
  ],
});
const exactly = (kind: string, taken: readonly unknown[], refused: readonly unknown[]): Bound => ({
  kind,
  taken: () => taken,
  refused: () => refused,
});

const OF_AN_ID = ['0aZ-', '_./?#: \n'] as const;
const GREATEST = Number.MAX_SAFE_INTEGER;

/** By the name of a field, wherever it is: what just fits, and what is just outside. */
const BOUNDS: readonly (readonly [field: string, ...bounds: readonly Bound[]])[] = [
  ['accountId', characters(1, 128)],
  ['groupId', characters(1, 128)],
  ['groupIds', entries(1, 25), entries(1, 1_000)],
  ['groupIds[]', characters(1, 128)],
  ['foundBy', characters(0, 320)],
  ['connectionId', characters(1, 128), exactly('null', [null], [1, ''])],
  ['projectId', characters(1, 128)],
  ['projectIds', entries(1, 10_000)],
  ['projectIds[]', characters(1, 128)],
  ['taskIds', entries(0, 10)],
  ['taskIds[]', characters(1, 128)],
  ['from', whole(0, GREATEST), whole(0, TERM_UNTIL_MAX)],
  ['startsAt', whole(0, TERM_UNTIL_MAX)],
  ['change', words('show', 'hide')],
  [
    'which',
    words(
      'open',
      'awaitingApproval',
      'scheduled',
      'approved',
      'applying',
      'needsAttention',
      'over',
      'completed',
      'declined',
      'withdrawn',
      'timedOut',
    ),
  ],
  ['check', words(...INSTALLATION_CHECKS)],
  ['roleId', characters(1, 128)],
  ['issueId', characters(1, 128)],
  ['requestId', written(1, 64, ...OF_AN_ID)],
  ['behind', written(1, 64, ...OF_AN_ID)],
  ['requestIds', entries(1, 20), entries(1, 25)],
  ['places', entries(1, 20)],
  ['requestIds[]', written(1, 64, ...OF_AN_ID)],
  ['submissionKey', written(8, 64, ...OF_AN_ID)],
  ['planFingerprint', characters(0, 128)],
  ['cursor', characters(0, 2_000)],
  ['query', characters(0, 255)],
  ['who', characters(0, 255)],
  ['subjects', entries(0, 500)],
  ['subjects[]', whole(0, 499)],
  ['changes', entries(1, 10)],
  ['email', characters(0, 320)],
  ['name', characters(0, 255), characters(0, 60)],
  ['verb', words('add', 'remove')],
  ['products', entries(0, 4)],
  ['products[]', words('jira-software', 'jira-servicedesk', 'jira-product-discovery', 'jira-core')],
  [
    'kind',
    ...['person', 'group', 'newPerson', 'role', 'account', 'newGroup', 'bundle'].map(choice),
    ...['permanent', 'hours', 'days', 'until', 'workItem'].map(choice),
    ...['projectLead', 'issueProjectLead', 'permission', 'groupOwner', 'people', 'members'].map(
      choice,
    ),
    characters(0, 64),
  ],
  ['hours', whole(1, 72)],
  ['days', whole(1, 365)],
  ['at', whole(0, TERM_UNTIL_MAX)],
  ['since', whole(0, TERM_UNTIL_MAX)],
  ['deputyId', characters(1, 128)],
  ['until', whole(0, TERM_UNTIL_MAX)],
  [
    'groups',
    entries(0, 10),
    entries(1, 10),
    exactly('boolean', [true, false], ['true', 1, null]),
    choice('all'),
    entries(0, 50),
    entries(0, 100),
  ],
  ['groups[]', characters(1, 128)],
  ['users', exactly('boolean', [true, false], ['true', 1, null])],
  [
    'roles',
    entries(0, 10),
    exactly('boolean', [true, false], ['true', 1, null]),
    words('none', 'ordinary', 'all'),
  ],
  ['accounts', exactly('boolean', [true, false], ['true', 1, null])],
  ['newGroups', exactly('boolean', [true, false], ['true', 1, null])],
  ['ticket', exactly('boolean', [true, false], ['true', 1, null])],
  ['byPolicy', exactly('boolean', [true, false], ['true', 1, null])],
  ['rules', entries(0, 20)],
  ['breaksGlass', exactly('boolean', [true, false], ['true', 1, null])],
  ['breakGlass', exactly('null', [null], ['null', ''])],
  ['verdict', words('inOrder', 'notInOrder')],
  ['note', characters(0, 2_000)],
  ['bundles', entries(0, 100), entries(0, 10)],
  ['bundleId', characters(1, 128)],
  ['levelId', characters(1, 128)],
  ['levels', entries(0, 5), entries(0, 10)],
  ['mark', characters(0, 128)],
  ['description', characters(0, 200)],
  ['owner', characters(1, 128), exactly('null', [null], [1, ''])],
  ['contents', entries(0, 10)],
  ['id', written(1, 40, 'az09-', 'AZ_./?#: \n')],
  ['askers', entries(1, 5), exactly('null', [null], ['null', ''])],
  ['askers[]', characters(1, 128)],
  ['projects', entries(1, 20), exactly('null', [null], ['null', ''])],
  ['projects[]', characters(1, 128)],
  ['stages', entries(1, 3)],
  ['sources', entries(1, 8)],
  ['people', entries(1, 5), entries(0, 10), entries(1, 50), entries(1, 500)],
  ['asked', entries(0, 10)],
  ['people[]', characters(1, 128)],
  ['needed', whole(1, 5)],
  ['justification', characters(0, 2_000)],
  ['reason', characters(0, 2_000), characters(0, 500)],
  ['may', choice('notRenew'), choice('renew')],
  ['text', characters(0, 2_000)],
  ['comment', characters(0, 2_000)],
  ['decision', choice('approve'), choice('decline')],
  ['revision', whole(-GREATEST, GREATEST)],
  ['version', whole(-GREATEST, GREATEST)],
  ['closesRequests', exactly('boolean', [true, false], ['true', 1, null])],
  ['state', words('runs', 'settling', 'stuck')],
  ['outcome', words('all', 'pending', 'applied', 'unchanged', 'failed', 'manual')],
  ['likeStep', whole(0, GREATEST)],
  // To try again: as many as none. To mark as done by hand: those that are named.
  ['steps', entries(0, 500), entries(1, 500)],
  ['steps[]', whole(0, GREATEST)],
  ['leftOut[]', whole(0, GREATEST)],
  ['leftOut', entries(0, 5_000)],
  ['entries', entries(1, 500)],
  ['entries[]', characters(0, 320)],
  ['instanceUrl', characters(0, 2_048)],
  ['token', characters(0, 4_096)],
  ['organizationId', characters(0, 2_048)],
  ['key', characters(0, 4_096), written(1, 500, 'aZ0:._ -#', '/\\?%*\'"é')],
  ['requestableGroups', entries(0, 1_000)],
  ['owners', entries(0, 5)],
  ['owners[]', characters(1, 128)],
  ['unlockedFor', entries(0, 5)],
  [
    'unlockedFor[]',
    words(
      'siteAdministration',
      'jiraAdministration',
      'adminLabel',
      'siteAdminName',
      'reservedName',
    ),
  ],
  ['rolesOf', words('issueProject', 'anyProject')],
  ['fallbackApprovers', entries(0, 10)],
  ['fallbackApprovers[]', characters(1, 128)],
  ['fallbackAfterHours', whole(1, 720), exactly('null', [null], ['null', ''])],
  ['decideWithinDays', whole(1, 90)],
  ['usualTermDays', whole(1, 365), exactly('null', [null], ['null', ''])],
  ['longestTermDays', whole(1, 365), exactly('null', [null], ['null', ''])],
  ['before', whole(30, 3_650), exactly('null', [null], ['null', ''])],
  ['keepDays', whole(30, 3_650), exactly('null', [null], ['null', ''])],
  ['issueKey', characters(0, 64), characters(1, 64)],
];

const lastOf = (at: string) => at.slice(at.lastIndexOf('.') + 1);
const places = Object.entries(inputs).flatMap(([name, schema]) =>
  placesOf(z.toJSONSchema(schema, { io: 'input' }), '', (value) => value).map(
    (place): Place & { readonly in: string; readonly takes: (value: unknown) => boolean } => ({
      ...place,
      in: name,
      takes: (value) => schema.safeParse(place.put(value)).success,
    }),
  ),
);

describe('whatever a page sends has a bound', () => {
  test.each(places.map((place) => [place.in, place.at, place] as const))(
    '%s %s: what just fits is taken, and what does not is refused',
    (_, at, place) => {
      const [, ...bounds]: readonly [string, ...Bound[]] = BOUNDS.find(
        ([field]) => field === lastOf(at),
      ) ?? [at];
      const fits = bounds.filter(
        (bound) =>
          bound.kind === kindOf(place) &&
          bound.taken(place).every(place.takes) &&
          !bound.refused(place).some(place.takes),
      );
      expect(fits).toHaveLength(1);
    },
  );

  test.each(BOUNDS.map(([field, ...bounds]) => ({ field, bounds })))(
    'there is a field $field with each of its bounds',
    ({ field, bounds }) => {
      const own = places.filter(({ at }) => lastOf(at) === field);
      for (const bound of bounds) {
        const alike = own.filter((place) => kindOf(place) === bound.kind);
        expect(alike.some((place) => bound.taken(place).every(place.takes))).toBe(true);
      }
    },
  );

  test('only these can be left out', () => {
    const optional = places.filter((place) => place.takes(undefined));
    expect([...new Set(optional.map((place) => `${place.in} ${place.at}`))].sort()).toEqual(
      [
        ...['askInput changes', 'previewInput ask.changes', 'submitInput ask.changes'].map(
          (changes) => `${changes}[].subjects`,
        ),
        ...['askInput subjects', 'previewInput ask.subjects', 'submitInput ask.subjects'].map(
          (subjects) => `${subjects}[].foundBy`,
        ),
        'asidesInput cursor',
        ...['cursor', 'kind', 'since', 'until'].flatMap((field) =>
          AUDIT_INPUTS.map((input) => `${input} ${field}`),
        ),
        ...['accountId', 'issueKey'].flatMap((field) =>
          ['auditInput', 'auditEntriesInput'].map((input) => `${input} ${field}`),
        ),
        'auditEntriesInput requestId',
        ...['behind', 'cursor', 'levelId'].map((field) => `bundleHoldersInput ${field}`),
        'decideInput comment',
        'decideInput less.levels',
        'decideInput less.levels[].levelId',
        'followBundleInput levelId',
        'sendFollowInput levelId',
        'listedRequestsInput cursor',
        'opensInput asked',
        'opensInput people',
        'outlivingInput cursor',
        'ownInput cursor',
        ...['likeStep', 'steps'].map((field) => `retryInput ${field}`),
        'previewInput bundles',
        'previewInput breaksGlass',
        'submitInput breaksGlass',
        'savePolicyInput breakGlass',
        'tryPolicyInput edit.breakGlass',
        'previewInput startsAt',
        'submitInput startsAt',
        'previewInput bundles[].levelId',
        'savePolicyInput bundles',
        'savePolicyInput bundles[].levels',
        'savePolicyInput fallbackAfterHours',
        'submitInput bundles',
        'submitInput bundles[].levelId',
        'savePolicyInput requestableGroups[].owners',
        'savePolicyInput rules[].byPolicy',
        'tryPolicyInput access.levelId',
        'tryPolicyInput edit.rules[].byPolicy',
        'tryPolicyInput edit.bundles',
        'tryPolicyInput edit.bundles[].levels',
        'tryPolicyInput edit.fallbackAfterHours',
        'tryPolicyInput edit.requestableGroups[].owners',
        ...['cursor', 'likeStep', 'who'].map((field) => `stepsInput ${field}`),
      ].sort(),
    );
  });

  test('steps to try again are named one by one or by their cause, never both', () => {
    const take = (more: object) => inputs.retryInput.safeParse({ requestId: 'r', ...more });
    expect(take({ steps: [1] }).success && take({ likeStep: 1 }).success).toBe(true);
    expect(take({ steps: [1], likeStep: 1 }).error?.issues).toMatchObject([
      { path: ['likeStep'], message: 'Either steps or likeStep' },
    ]);
  });
});

const AUDIT_INPUTS = ['auditInput', 'auditEntriesInput', 'auditRequestInput'] as const;

/** What each payload is made of. */
const FIELDS: Readonly<Record<keyof typeof inputs, string>> = {
  askInput: 'subjects changes',
  termInput: 'kind hours days at issueId issueKey',
  inIssue: 'issueId',
  moreInIssue: 'issueId cursor',
  againInIssue: 'issueId requestIds',
  searchInIssue: 'issueId query',
  rolesInput: 'issueId projectId',
  previewInput: 'issueId ask term startsAt bundles breaksGlass',
  opensInput: 'issueId groups people asked',
  submitInput:
    'issueId ask justification term startsAt bundles breaksGlass planFingerprint submissionKey',
  requestInput: 'requestId',
  stepsInput: 'requestId outcome who likeStep cursor',
  withdrawInput: 'requestId revision',
  questionInput: 'requestId text',
  awayInput: 'deputyId from until',
  searchInput: 'query',
  decideInput: 'requestId revision decision comment less reason',
  reviewInput: 'requestId revision verdict note',
  retryInput: 'requestId steps likeStep',
  markManualInput: 'requestId steps',
  inverseInput: 'requestId',
  resolveInput: 'issueId entries',
  holdingsInput: 'issueId accountId',
  noInput: '',
  ownInput: 'cursor',
  takeBackInput: 'requestId places',
  renewalInput: 'requestId places may reason',
  returnInput: 'connectionId access',
  connectInput: 'instanceUrl email token',
  connectOrganizationInput: 'organizationId key',
  adminPersonInput: 'accountId',
  changeAccessInput: 'accountId reason',
  adminSearchInput: 'query',
  describeGroupsInput: 'groupIds',
  groupsOpenInput: 'groupIds',
  savePolicyInput:
    'version connectionId requestableGroups rolesOf creation fallbackApprovers fallbackAfterHours decideWithinDays longestTermDays rules bundles breakGlass',
  tryPolicyInput: 'edit accountId access issueKey',
  bundleHoldersInput: 'bundleId levelId cursor behind',
  followBundleInput: 'issueKey bundleId levelId mark people',
  sendFollowInput:
    'issueKey bundleId levelId mark people justification planFingerprint submissionKey',
  policyVersionInput: 'version',
  issueRolesInput: 'issueKey',
  siteRolesInput: 'projectId',
  checkInput: 'check issueKey',
  saveRetentionInput: 'before keepDays',
  panelsInput: 'from',
  placePanelInput: 'projectIds',
  panelProgressInput: 'change projectIds taskIds',
  auditInput: 'kind since until cursor accountId issueKey',
  auditEntriesInput: 'kind since until cursor accountId issueKey requestId',
  auditRequestInput: 'kind since until cursor requestId',
  asidesInput: 'cursor',
  listedRequestsInput: 'which cursor',
  namedRequestsInput: 'requestIds',
  asideInput: 'key',
  outlivingInput: 'state cursor',
  endAllInput: 'closesRequests',
};

test.each(Object.entries(inputs))('%s takes its own fields, and no other', (name, schema) => {
  const whole = z.toJSONSchema(schema, { io: 'input' });
  const forms = (whole.oneOf ?? whole.anyOf ?? [whole]) as readonly JsonSchema[];
  const fields = new Set(forms.flatMap(({ properties = {} }) => Object.keys(properties)));
  expect([...fields].join(' ')).toBe(FIELDS[name as keyof typeof FIELDS]);
});

test.each([
  [
    'opensInput',
    inputs.opensInput,
    {
      issueId: '1',
      groups: [{ groupId: 'g', roles: [{ projectId: '10', roleId: '20' }] }],
      people: ['p'],
      asked: [
        { kind: 'group', groupId: 'g' },
        { kind: 'role', projectId: '10', roleId: '20' },
      ],
    },
  ],
  [
    'savePolicyInput',
    inputs.savePolicyInput,
    {
      version: 1,
      connectionId: 'acme',
      requestableGroups: [{ groupId: 'g', unlockedFor: ['jiraAdministration'] }],
      rolesOf: 'anyProject',
      creation: { users: true, groups: false },
      fallbackApprovers: ['a'],
      fallbackAfterHours: 24,
      decideWithinDays: 14,
      longestTermDays: null,
      rules: [
        {
          id: 'r1',
          name: 'Admins',
          what: { groups: ['g'], roles: true, accounts: false, newGroups: false },
          askers: ['g2'],
          projects: ['10'],
          stages: [
            {
              sources: [
                { kind: 'projectLead' },
                { kind: 'issueProjectLead' },
                { kind: 'people', people: ['a'] },
                { kind: 'members', groupId: 'g3' },
              ],
              needed: 2,
            },
          ],
          byPolicy: true,
          longestTermDays: 7,
          usualTermDays: null,
          ticket: true,
        },
      ],
      bundles: [
        {
          id: 'b1',
          name: 'Developer',
          description: 'For whoever joins.',
          owner: 'a',
          contents: [
            { kind: 'group', groupId: 'g' },
            { kind: 'role', projectId: '10', roleId: '20' },
          ],
        },
        {
          id: 'b2',
          name: 'Tester',
          description: '',
          owner: null,
          contents: [],
          levels: [{ id: 'r', name: 'read only', contents: [{ kind: 'group', groupId: 'g' }] }],
        },
      ],
    },
  ],
] as const)('%s loses nothing of what stands within it', (_, schema, payload) => {
  expect(schema.parse(payload)).toEqual(payload);
});
