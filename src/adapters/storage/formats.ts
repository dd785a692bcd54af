import type { StandIn } from '#domain/approval/stand-in';
import type { Aside } from '#domain/aside/aside';
import type { Connection } from '#domain/connection/connection';
import type { Deliveries } from '#domain/delivery/deliveries';
import type { StepBlock } from '#domain/effects/step-block';
import { type Holding, holdingId } from '#domain/holding/holding';
import type { KeptPerson } from '#domain/personal/kept-person';
import type { Retention } from '#domain/personal/retention';
import type { Policy } from '#domain/policy/policy';
import type { Projected } from '#domain/projection/projected';
import type { AccessRequest } from '#domain/request/access-request';
import type { WatchedIssue } from '#domain/watched-issue/watched-issue';
import type { EarlierGrantBlock } from '#ports/earlier-grants';
import type { OutboxEntry } from '#ports/outbox';
import { awayKey, holdingKey, outboxKey, watchedKey } from './keys';
import { listDecisions } from './schemas/approval';
import { asideSchema } from './schemas/aside';
import { connectionSchema, nameSecrets } from './schemas/connection';
import { deliveriesSchema, nameWhose } from './schemas/deliveries';
import { grantBlockSchema } from './schemas/grant-block';
import { holdingSchema } from './schemas/holding';
import { keptPersonSchema } from './schemas/kept-person';
import { outboxEntrySchema } from './schemas/outbox-entry';
import { type PackedRecord, packedRecordSchema } from './schemas/packed-record';
import {
  currentPolicySchema,
  policyBundlesSchema,
  policyGroupsSchema,
  policySchema,
  type StoredPolicy,
} from './schemas/policy';
import { projectedSchema } from './schemas/projected';
import { requestSchema } from './schemas/request';
import { retentionSchema } from './schemas/retention';
import { standInSchema } from './schemas/stand-in';
import { stepBlockSchema } from './schemas/step-block';
import { watchedIssueSchema } from './schemas/watched-issue';
import { formatOf } from './stored-body';

/** The format in force of everything stored; see docs/contributing.md before changing one. */
export const REQUEST_FORMAT = formatOf<AccessRequest>()({
  name: 'request',
  version: 2,
  schema: requestSchema,
  earlier: { 1: listDecisions },
});
export const STEPS_FORMAT = formatOf<StepBlock>()({
  name: 'block of steps',
  version: 1,
  schema: stepBlockSchema,
});
export const EARLIER_GRANTS_FORMAT = formatOf<EarlierGrantBlock>()({
  name: 'block of grants',
  version: 1,
  schema: grantBlockSchema,
});
export const HOLDING_FORMAT = formatOf<Holding>()({
  name: 'holding',
  version: 1,
  schema: holdingSchema,
  keyOf: (one) => holdingKey(holdingId(one)),
});
export const POLICY_FORMAT = formatOf<StoredPolicy>()({
  name: 'policy',
  version: 1,
  schema: policySchema,
});
export const CONNECTION_FORMAT = formatOf<Connection>()({
  name: 'connection',
  version: 2,
  schema: connectionSchema,
  earlier: { 1: nameSecrets },
});
export const OUTBOX_FORMAT = formatOf<OutboxEntry>()({
  name: 'outbox entry',
  version: 1,
  schema: outboxEntrySchema,
  keyOf: ({ id }) => outboxKey(id),
});
export const AUDIT_FORMAT = formatOf<PackedRecord>()({
  name: 'audit record',
  version: 1,
  schema: packedRecordSchema,
});
export const PERSON_FORMAT = formatOf<KeptPerson>()({
  name: 'note of whose data is stored',
  version: 1,
  schema: keptPersonSchema,
});
export const RETENTION_FORMAT = formatOf<Retention>()({
  name: 'time for which what is over is kept',
  version: 1,
  schema: retentionSchema,
});
export const AWAY_FORMAT = formatOf<StandIn>()({
  name: 'record of who is away',
  version: 1,
  schema: standInSchema,
  keyOf: ({ person }) => awayKey(person.accountId),
});
export const PROJECTED_FORMAT = formatOf<Projected>()({
  name: 'note of the lists that a request is in',
  version: 1,
  schema: projectedSchema,
});
export const WATCHED_FORMAT = formatOf<WatchedIssue>()({
  name: 'note of a work item with which access ends',
  version: 1,
  schema: watchedIssueSchema,
  keyOf: ({ issueId }) => watchedKey(issueId),
});
export const ASIDE_FORMAT = formatOf<Aside>()({
  name: 'note of what is set aside',
  version: 1,
  schema: asideSchema,
});
export const DELIVERIES_FORMAT = formatOf<Deliveries>()({
  name: 'record of what was told',
  version: 2,
  schema: deliveriesSchema,
  earlier: { 1: nameWhose },
});
export const POLICY_GROUPS_FORMAT = formatOf<Policy['requestableGroups']>()({
  name: 'part of a policy',
  version: 1,
  schema: policyGroupsSchema,
});
export const POLICY_BUNDLES_FORMAT = formatOf<Policy['bundles']>()({
  name: 'part of a policy, of its bundles',
  version: 1,
  schema: policyBundlesSchema,
});
export const CURRENT_POLICY_FORMAT = formatOf<Policy | { readonly version: number }>()({
  name: 'policy in force',
  version: 1,
  schema: currentPolicySchema,
});
