import { z } from 'zod';
import { type NamedApprover, type PolicyChange, RULE_PARTS } from '#domain/policy/policy-change';
import { UNLOCKABLE_PROTECTIONS } from '#domain/protection/group-protection';
import { exactly } from './exactly';
import { list, record } from './record';

type Change<Of extends PolicyChange['of']> = Extract<PolicyChange, { of: Of }>;

const approvers = list(record<NamedApprover>()({ accountId: z.string(), displayName: z.string() }));
const group = { groupId: z.string(), name: z.string() };
const rule = { ruleId: z.string(), name: z.string() };
const protections = list(z.enum(UNLOCKABLE_PROTECTIONS));
const rolesOf = z.enum(['issueProject', 'anyProject']);
const creation = z.object({ users: z.boolean(), groups: z.boolean() });

export const policyChangeSchema = z.discriminatedUnion('of', [
  record<Change<'groupAdded'>>()({ of: z.literal('groupAdded'), ...group }),
  record<Change<'groupRemoved'>>()({ of: z.literal('groupRemoved'), ...group }),
  record<Change<'unlocked'>>()({
    of: z.literal('unlocked'),
    ...group,
    before: protections,
    after: protections,
  }),
  record<Change<'owners'>>()({
    of: z.literal('owners'),
    ...group,
    before: approvers,
    after: approvers,
  }),
  record<Change<'approvers'>>()({
    of: z.literal('approvers'),
    before: approvers,
    after: approvers,
  }),
  record<Change<'roles'>>()({ of: z.literal('roles'), before: rolesOf, after: rolesOf }),
  record<Change<'creation'>>()({
    of: z.literal('creation'),
    before: creation,
    after: creation,
  }),
  record<Change<'ruleAdded'>>()({ of: z.literal('ruleAdded'), ...rule }),
  record<Change<'ruleRemoved'>>()({ of: z.literal('ruleRemoved'), ...rule }),
  record<Change<'ruleChanged'>>()({
    of: z.literal('ruleChanged'),
    ...rule,
    parts: list(z.enum(RULE_PARTS)),
  }),
  record<Change<'daysToDecide'>>()({
    of: z.literal('daysToDecide'),
    before: z.int(),
    after: z.int(),
  }),
  record<Change<'longestTermDays'>>()({
    of: z.literal('longestTermDays'),
    before: z.int().nullable(),
    after: z.int().nullable(),
  }),
]);
exactly<PolicyChange>()(policyChangeSchema);
