import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { holdingId } from '#domain/grant/holding';
import { invariant } from '#domain/lib/invariant';
import { FIRST_POLICY } from '#domain/policy/policy';
import type { Commit, Writes } from '#ports/commit';
import { auditRows } from './audit-rows';
import { callConditionally } from './call-storage';
import { addToIssueList, readIssueList } from './issue-list';
import * as keys from './keys';
import { ENTITY, type EntityName } from './keys';
import { currentPolicyRow, policyRows } from './policy-rows';
import * as rows from './rows';

/** doc: Forge KVS limits: operations in one transaction. */
const OPERATIONS = 25;

type Change =
  | {
      readonly set: Record<string, unknown>;
      readonly entity: EntityName;
      readonly key: string;
      readonly on: On;
    }
  | { readonly remove: true; readonly entity: EntityName; readonly key: string; readonly on: On };

/** What must be stored under the key for the change to be made. */
type On = 'anything' | 'nothing' | { readonly revision: number };

/** Writes everything in one transaction, each aggregate on the revision it was read at. */
export const commit: Commit = async (writes) => {
  const changes = [...changesOf(writes), ...(await changesOfNewRequest(writes))];
  invariant(changes.length > 0, 'nothing to write');
  invariant(changes.length <= OPERATIONS, `${changes.length} records in one transaction`);
  const transaction = kvs.transact();
  for (const change of changes) {
    const entity = { entityName: change.entity, ...conditionsOf(change) };
    if ('set' in change) transaction.set(change.key, change.set, entity);
    else transaction.delete(change.key, entity);
  }
  return callConditionally(() => transaction.execute());
};

function changesOf(writes: Writes): Change[] {
  const { request, connection, policy } = writes;
  return [
    ...(request === undefined
      ? []
      : [
          {
            entity: ENTITY.request,
            key: keys.requestKey(request.id),
            set: { ...rows.requestRow(request) },
            on: before(request.revision),
          },
        ]),
    ...(writes.blocks ?? []).map((block) => ({
      entity: ENTITY.steps,
      key: keys.stepsKey(block.requestId, block.block),
      set: { ...rows.stepsRow(block) },
      on: before(block.revision),
    })),
    ...(writes.holdings ?? []).map((holding) => ({
      entity: ENTITY.holding,
      key: keys.holdingKey(holdingId(holding)),
      set: { ...rows.holdingRow(holding) },
      on: before(holding.revision),
    })),
    ...(policy === undefined ? [] : changesOfPolicy(policy)),
    ...(connection === undefined ? [] : [changeOfConnection(connection)]),
    ...(writes.telling === undefined
      ? []
      : [
          {
            entity: ENTITY.telling,
            key: keys.tellingKey(writes.telling.requestId),
            set: { ...rows.tellingRow(writes.telling) },
            on: before(writes.telling.revision),
          },
        ]),
    ...(writes.audit ?? []).flatMap(auditRows).map(({ key, row }) => ({
      entity: ENTITY.audit,
      key,
      set: { ...row },
      on: 'nothing' as const,
    })),
    ...(writes.unreadable === undefined
      ? []
      : [
          {
            entity: writes.unreadable.kind,
            key: writes.unreadable.key,
            remove: true as const,
            on: 'anything' as const,
          },
        ]),
    ...(writes.outbox ?? []).map((entry) => ({
      entity: ENTITY.outbox,
      key: keys.outboxKey(entry.id),
      set: { ...rows.outboxRow(entry) },
      on: 'nothing' as const,
    })),
    ...(writes.outboxDone ?? []).map((id) => ({
      entity: ENTITY.outbox,
      key: keys.outboxKey(id),
      remove: true as const,
      on: 'anything' as const,
    })),
  ];
}

/** The list of its issue, and the submission that made it. */
async function changesOfNewRequest({ request, submissionKey }: Writes): Promise<Change[]> {
  if (request?.revision !== 1) return [];
  const list = addToIssueList(await readIssueList(request.issue.id), request.id);
  const listed: Change = {
    entity: ENTITY.issue,
    key: keys.issueKey(request.issue.id),
    set: { ...list },
    on: before(list.revision),
  };
  if (submissionKey === undefined) return [listed];
  return [
    listed,
    {
      entity: ENTITY.submission,
      key: keys.submissionKeyKey(submissionKey),
      set: { requestId: request.id },
      on: 'nothing',
    },
  ];
}

/** The policy in force, and the version that requests pin and that nothing changes any more. */
function changesOfPolicy(policy: NonNullable<Writes['policy']>): Change[] {
  // The first one is in force without having been stored.
  const isFirstSaved = policy.version <= FIRST_POLICY.version + 1;
  return [
    {
      entity: ENTITY.policy,
      key: keys.policyKey(),
      set: { ...currentPolicyRow(policy) },
      on: isFirstSaved ? 'nothing' : before(policy.version),
    },
    ...policyRows(policy).map(({ key, row }) => ({
      entity: ENTITY.policy,
      key,
      set: { ...row },
      on: 'nothing' as const,
    })),
  ];
}

function changeOfConnection(connection: NonNullable<Writes['connection']>): Change {
  const at = { entity: ENTITY.connection, key: keys.connectionKey() };
  return 'removed' in connection
    ? { ...at, remove: true, on: { revision: connection.removed.revision } }
    : { ...at, set: { ...rows.connectionRow(connection) }, on: before(connection.revision) };
}

function before(revision: number): On {
  return revision === 1 ? 'nothing' : { revision: revision - 1 };
}

/** Conditions see attributes only: one that every record of its entity has tells that it is there. */
const ALWAYS_THERE: Readonly<Record<EntityName, string>> = {
  request: 'revision',
  issue: 'revision',
  submission: 'requestId',
  steps: 'revision',
  grants: 'revision',
  holding: 'revision',
  connection: 'revision',
  policy: 'revision',
  audit: 'at',
  outbox: 'dueAt',
  telling: 'revision',
  lock: 'heldUntil',
  aside: 'since',
};

function conditionsOf({ entity, on }: Change) {
  if (on === 'anything') return {};
  const filter = new Filter<Record<string, unknown>>();
  const conditions =
    on === 'nothing'
      ? filter.and(ALWAYS_THERE[entity], FilterConditions.notExists())
      : filter.and('revision', FilterConditions.equalTo(on.revision));
  return { conditions };
}
