import { Filter, FilterConditions, kvs } from '@forge/kvs';
import type { AuditRecord } from '#domain/audit/audit-event';
import type { Deliveries } from '#domain/delivery/deliveries';
import type { StepBlock } from '#domain/effects/step-block';
import { type Holding, holdingId } from '#domain/holding/holding';
import { invariant } from '#domain/lib/invariant';
import type { Retention } from '#domain/personal/retention';
import { FIRST_POLICY } from '#domain/policy/policy';
import type { AccessRequest } from '#domain/request/access-request';
import type { BrokenGlass, Commit, Writes } from '#ports/commit';
import type { OutboxEntry } from '#ports/outbox';
import { ifUnreadable } from '#ports/unreadable-record';
import { auditRows } from './audit-rows';
import { addToIssueList, type IssueList, readIssueList } from './issue-list';
import * as keys from './keys';
import { ENTITY, type EntityName } from './keys';
import { callOnNew, type IsNew } from './new-records';
import { currentPolicyRow, policyRows } from './policy-rows';
import * as rows from './rows';

/** doc: Forge KVS limits: operations in one transaction. */
const OPERATIONS = 25;

/** Sets what is given, or removes what is there. */
interface Change {
  readonly entity: EntityName;
  readonly key: string;
  readonly set?: Record<string, unknown>;
  readonly on: On;
}

/**
 * What must be stored under the key for the change to be made. Conditions see attributes only: that nothing
 * is stored shows in the lack of an attribute that every record of its entity has.
 */
type On =
  | 'anything'
  | { readonly without: string }
  | { readonly revision: number }
  | { readonly requestId: string };

const NEW: On = { without: 'revision' };

/** Writes everything in one transaction, each aggregate on the revision it was read at. */
export const commit: Commit = async (writes) => {
  const changes = [
    ...changesOf(writes),
    ...(await changesOfNewRequest(writes)),
    ...(await changesOfRemovedRequest(writes)),
  ];
  invariant(changes.length > 0, 'nothing to write');
  invariant(changes.length <= OPERATIONS, `${changes.length} records in one transaction`);
  const made = changes.flatMap(({ entity, key, on }) =>
    typeof on === 'object' && 'without' in on ? [{ entity, key, without: on.without }] : [],
  );
  return callOnNew(made, (isNew) => {
    const transaction = kvs.transact();
    for (const change of changes) {
      const entity = { entityName: change.entity, ...conditionsOf(change, isNew) };
      if (change.set === undefined) transaction.delete(change.key, entity);
      else transaction.set(change.key, change.set, entity);
    }
    return transaction.execute();
  });
};

function changesOf(writes: Writes): Change[] {
  const { request, blocks, removedBlocks, holdings, policy, connection, deliveries } = writes;
  const { unreadable, watchedIssue, brokenGlass } = writes;
  const { retention, removed, forgotten, audit, outbox, outboxDone } = writes;
  return [
    ...one(request, changeOfRequest),
    ...(brokenGlass?.map(changeOfGlass) ?? []),
    ...(blocks?.map(changeOfBlock) ?? []),
    ...(removedBlocks?.map(removalOfBlock) ?? []),
    ...(holdings?.map(changeOfHolding) ?? []),
    ...(policy === undefined ? [] : changesOfPolicy(policy)),
    ...one(connection, changeOfConnection),
    ...one(watchedIssue, changeOfWatchedIssue),
    ...[deliveries ?? []].flat().map(changeOfDeliveries),
    ...one(retention, changeOfRetention),
    ...(removed?.map(({ kind, key, revision }) => ({
      entity: kind,
      key,
      on: revision === undefined ? ('anything' as const) : { revision },
    })) ?? []),
    ...one(forgotten, ({ accountId, revision }) => ({
      entity: ENTITY.person,
      key: keys.personKey(accountId),
      on: { revision },
    })),
    ...(audit?.flatMap(changesOfRecord) ?? []),
    ...one(unreadable, ({ kind, key }) => ({ entity: kind, key, on: 'anything' })),
    ...(outbox?.map(changeOfEntry) ?? []),
    ...(outboxDone?.map(removalOfEntry) ?? []),
  ];
}

function one<T>(value: T | undefined, changeOf: (value: T) => Change): Change[] {
  return value === undefined ? [] : [changeOf(value)];
}

function changeOfRequest(request: AccessRequest): Change {
  return {
    entity: ENTITY.request,
    key: keys.requestKey(request.id),
    set: { ...rows.requestRow(request) },
    on: before(request.revision),
  };
}

function changeOfGlass({ before, after, ...place }: BrokenGlass): Change {
  return {
    entity: ENTITY.submission,
    key: keys.brokenGlassKey(place),
    ...(after === undefined ? {} : { set: { requestId: after } }),
    on: before === undefined ? { without: 'requestId' } : { requestId: before },
  };
}

function changeOfBlock(block: StepBlock): Change {
  return {
    entity: ENTITY.steps,
    key: keys.stepsKey(block.requestId, block.block),
    set: { ...rows.stepsRow(block) },
    on: before(block.revision),
  };
}

function removalOfBlock({ requestId, block, revision }: StepBlock): Change {
  return { entity: ENTITY.steps, key: keys.stepsKey(requestId, block), on: { revision } };
}

function changeOfHolding(holding: Holding): Change {
  return {
    entity: ENTITY.holding,
    key: keys.holdingKey(holdingId(holding)),
    set: { ...rows.holdingRow(holding) },
    on: before(holding.revision),
  };
}

function changeOfDeliveries(deliveries: Deliveries): Change {
  return {
    entity: ENTITY.telling,
    key: keys.deliveriesKey(deliveries.of),
    set: { ...rows.deliveriesRow(deliveries) },
    on: before(deliveries.revision),
  };
}

function changesOfRecord(record: AuditRecord): Change[] {
  return auditRows(record).map(({ key, row }) => ({
    entity: ENTITY.audit,
    key,
    set: { ...row },
    on: { without: 'at' },
  }));
}

function changeOfEntry(entry: OutboxEntry): Change {
  return {
    entity: ENTITY.outbox,
    key: keys.outboxKey(entry.id),
    set: { ...rows.outboxRow(entry) },
    on: { without: 'dueAt' },
  };
}

function removalOfEntry(id: string): Change {
  return { entity: ENTITY.outbox, key: keys.outboxKey(id), on: 'anything' };
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
      on: { without: 'requestId' },
    },
  ];
}

function changeOfRetention(retention: Retention): Change {
  return {
    entity: ENTITY.retention,
    key: keys.retentionKey(),
    set: { ...rows.retentionRow(retention) },
    on: before(retention.revision),
  };
}

/** With its steps, what was told of it, and its place in the list of its issue. */
async function changesOfRemovedRequest({ removedRequest }: Writes): Promise<Change[]> {
  if (removedRequest === undefined) return [];
  const { request, blocks } = removedRequest;
  const list = await ifUnreadable(readIssueList(request.issue.id), undefined);
  const isListed = list?.requestIds.includes(request.id) === true;
  return [
    {
      entity: ENTITY.request,
      key: keys.requestKey(request.id),
      on: { revision: request.revision },
    },
    ...blocks.map(removalOfBlock),
    { entity: ENTITY.telling, key: keys.deliveriesKey(request.id), on: 'anything' },
    ...(list !== undefined && isListed ? [changeOfShorterList(request, list)] : []),
  ];
}

function changeOfShorterList({ id, issue }: AccessRequest, list: IssueList): Change {
  const revision = list.revision + 1;
  const requestIds = list.requestIds.filter((one) => one !== id);
  return {
    entity: ENTITY.issue,
    key: keys.issueKey(issue.id),
    set: { revision, requestIds },
    on: { revision: list.revision },
  };
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
      on: isFirstSaved ? NEW : before(policy.version),
    },
    ...policyRows(policy).map(({ key, row }) => ({
      entity: ENTITY.policy,
      key,
      set: { ...row },
      on: NEW,
    })),
  ];
}

function changeOfConnection(connection: NonNullable<Writes['connection']>): Change {
  const at = { entity: ENTITY.connection, key: keys.connectionKey() };
  return 'removed' in connection
    ? { ...at, on: { revision: connection.removed.revision } }
    : { ...at, set: { ...rows.connectionRow(connection) }, on: before(connection.revision) };
}

function changeOfWatchedIssue(watched: NonNullable<Writes['watchedIssue']>): Change {
  if ('removed' in watched) {
    const { issueId, revision } = watched.removed;
    return { entity: ENTITY.watched, key: keys.watchedKey(issueId), on: { revision } };
  }
  return {
    entity: ENTITY.watched,
    key: keys.watchedKey(watched.issueId),
    set: { ...rows.watchedRow(watched) },
    on: before(watched.revision),
  };
}

function before(revision: number): On {
  return revision === 1 ? NEW : { revision: revision - 1 };
}

function conditionsOf({ on }: Change, isNew: IsNew) {
  if (on === 'anything') return {};
  if ('without' in on) return { conditions: isNew(on.without) };
  const filter = new Filter<Record<string, unknown>>();
  return 'requestId' in on
    ? { conditions: filter.and('requestId', FilterConditions.equalTo(on.requestId)) }
    : { conditions: filter.and('revision', FilterConditions.equalTo(on.revision)) };
}
