import type { RecordKind } from '#domain/aside/aside';
import { invariant } from '#domain/lib/invariant';
import type { GlassPlace } from '#ports/commit';

/** Every entity of the app, as manifest.yml declares them. */
export const ENTITY = {
  request: 'request',
  issue: 'issue',
  submission: 'submission',
  steps: 'steps',
  /** Of earlier versions: what is left in it is carried over to holdings. */
  grants: 'grants',
  holding: 'holding',
  connection: 'connection',
  policy: 'policy',
  audit: 'audit',
  outbox: 'outbox',
  telling: 'telling',
  lock: 'lock',
  aside: 'aside',
  person: 'person',
  retention: 'retention',
  away: 'away',
  /** That a request is in a list of somebody, and all of those that one request has. */
  projection: 'projection',
  projected: 'projected',
  /** A work item with which access is to end. */
  watched: 'watched',
} as const satisfies { readonly [Kind in RecordKind]: Kind };
export type EntityName = (typeof ENTITY)[keyof typeof ENTITY];

/**
 * Every key. Each begins with its entity, because a transaction takes each key once, whatever entity
 * it is of (doc: Forge, executing transactions).
 */
export const requestKey = (requestId: string): string => keyOf(ENTITY.request, requestId);
/** The requests that were made in one issue. */
export const issueKey = (issueId: string): string => keyOf(ENTITY.issue, issueId);
export const submissionKeyKey = (submissionKey: string): string =>
  keyOf(ENTITY.submission, inKey(submissionKey));
/** What whoever broke the glass has taken so. */
export const brokenGlassKey = ({ connectionId, accountId, entitlement }: GlassPlace): string =>
  submissionKeyKey([accountId, 'glass', connectionId, entitlement].join(':'));
export const stepsKey = (requestId: string, block: number): string =>
  keyOf(ENTITY.steps, requestId, String(block));
export const grantsKey = (grantBlockId: string): string => keyOf(ENTITY.grants, grantBlockId);
export const holdingKey = (holdingId: string): string => keyOf(ENTITY.holding, inKey(holdingId));
export const connectionKey = (): string => keyOf(ENTITY.connection, 'current');
/** A secret, apart from every entity. */
export const tokenKey = (credentialId: string): string => keyOf('token', credentialId);
/** A secret too. */
export const organizationKeyKey = (keyId: string): string => keyOf('organization-key', keyId);
/** A plain key: that there is a secret of this name. */
export const keptSecretKey = (kind: string, id: string): string => keyOf('kept', kind, id);
export const keptSecretPrefix = (kind: string): string => `kept:${kind}:`;
export const policyKey = (): string => keyOf(ENTITY.policy, 'current');
export const policyVersionKey = (version: number): string =>
  keyOf(ENTITY.policy, 'version', String(version));
/** Where a version has more groups than one record holds. */
export const policyPartKey = (version: number, part: number): string =>
  keyOf(ENTITY.policy, 'version', String(version), 'part', String(part));
/** The same of its bundles. */
export const policyBundlesKey = (version: number, part: number): string =>
  keyOf(ENTITY.policy, 'version', String(version), 'bundles', String(part));
export const auditKey = (recordId: string): string => keyOf(ENTITY.audit, recordId);
export const outboxKey = (outboxId: string): string => keyOf(ENTITY.outbox, outboxId);
/** A plain key: the only record of its kind, looked for by nothing else. */
export const paceKey = (host: string): string => `pace:${host}`;
/** A plain key too, and gone after a while. */
export const surveyKey = (question: string): string => `survey:${question}`;
/** What this store makes of conditions on a record that is not there: a plain key too. */
export const absenceKey = (): string => 'absence:holds';
/** When the sweep ran last: a plain key too. */
export const sweepKey = (): string => 'sweep:ran';
/** How far ending all access has come, before the app is uninstalled: a plain key too. */
export const leavingKey = (): string => 'leaving:run';
/** How far the round of what is held has come: a plain key too. */
export const roundKey = (): string => 'round:holdings';
/** A plain key: when a group was given what somebody approved; without them, what anybody did. */
export const groupApprovalKey = (
  connectionId: string,
  groupId: string,
  accountId?: string,
): string =>
  keyOf(
    'group-approval',
    ...[connectionId, groupId, ...(accountId === undefined ? [] : [accountId])].map(inKey),
  );
/** A plain key: who is being brought into a group, in one of several records. */
export const groupJoinKey = (connectionId: string, groupId: string, record: number): string =>
  keyOf('group-join', inKey(connectionId), inKey(groupId), String(record));
/** By what is to be changed alone: its ids are the site's. */
export const lockKey = (name: string): string => keyOf(ENTITY.lock, inKey(name));

/** Whatever ids the site gives: a character that a key can't have stands there by its number. */
const NOT_IN_KEYS = /[^a-zA-Z0-9:._-]/gu;
const hexOf = (character: string): string => `#${character.codePointAt(0)?.toString(16)}.`;
const inKey = (id: string): string => id.replace(NOT_IN_KEYS, hexOf);
/** What was told of a request, or to admins, and in which ways. */
export const deliveriesKey = (whose: string): string => keyOf(ENTITY.telling, whose);
/** Why the record of that key is left out. */
export const asideKey = (key: string): string => keyOf(ENTITY.aside, key);
/** Somebody of whom something is stored. */
export const personKey = (accountId: string): string => keyOf(ENTITY.person, inKey(accountId));
/** For how long what is over is kept. */
export const retentionKey = (): string => keyOf(ENTITY.retention, 'current');
/** That somebody is away, and who decides for them: gone once it is over. */
export const awayKey = (accountId: string): string => keyOf(ENTITY.away, inKey(accountId));
/** How far going round all that is stored has come: a plain key. */
export const personalRoundKey = (): string => 'round:personal-data';
/** How reporting whose data is stored stands: a plain key too. */
export const reportingKey = (): string => 'personal-data:reporting';
/** A plain key: where a sweep that looks at some at a time goes on. */
export const rotationKey = (name: string): string => `rotation:${name}`;

/** That a request is in that list of somebody. */
export const projectionKey = (requestId: string, list: string, accountId: string): string =>
  keyOf(ENTITY.projection, requestId, list, inKey(accountId));
/** The request that a row of a list is of: an id of our own, which has no colon. */
export const requestOfRow = (key: string): string =>
  idOf(ENTITY.projection, key).replace(/:.*$/s, '');
/** In which lists a request is. */
export const projectedKey = (requestId: string): string => keyOf(ENTITY.projected, requestId);
/** The work item of that id, where access is to end with it. */
export const watchedKey = (issueId: string): string => keyOf(ENTITY.watched, inKey(issueId));
/** A plain key: how far the round is that holds the lists against the requests. */
export const projectionRoundKey = (): string => 'round:projections';

/** The id in a key that was made of an entity and an id. */
export function idOf(entity: EntityName, key: string): string {
  return key.slice(entity.length + 1);
}

/** doc: Forge KVS limits: at most 500 characters, of these. */
const KEY = /^[a-zA-Z0-9:._\s\-#]{1,500}$/;

function keyOf(...parts: readonly string[]): string {
  const key = parts.join(':');
  invariant(
    KEY.test(key) && !parts.includes(''),
    `a storage key can't be made of ${JSON.stringify(parts)}`,
  );
  return key;
}
