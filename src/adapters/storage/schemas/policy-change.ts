import { z } from 'zod';
import { GLASS_ROLES } from '#domain/policy/break-glass';
import type { BundleDifference } from '#domain/policy/bundle-change';
import type { NamedApprover } from '#domain/policy/named-approver';
import type { PolicyChange, SaidGlass } from '#domain/policy/policy-change';
import {
  RULE_PARTS,
  type RuleDifference,
  type RulePart,
  type SaidScope,
  type SaidSource,
  type SaidStage,
} from '#domain/policy/rule-change';
import { UNLOCKABLE_PROTECTIONS } from '#domain/protection/group-protection';
import { levelSchema } from './bundle';
import { existingEntitlementSchema } from './entitlement';
import { exactly } from './exactly';
import { list, record } from './record';
import { askersSchema, impersonalSources, namedGroup, projectsSchema } from './rule';

type Change<Of extends PolicyChange['of']> = Extract<PolicyChange, { of: Of }>;

const approvers = list(record<NamedApprover>()({ accountId: z.string(), displayName: z.string() }));
const group = { groupId: z.string(), name: z.string() };
const rule = { ruleId: z.string(), name: z.string() };
const protections = list(z.enum(UNLOCKABLE_PROTECTIONS));
const rolesOf = z.enum(['issueProject', 'anyProject']);
const creation = z.object({ users: z.boolean(), groups: z.boolean() });

const scope = record<SaidScope>()({
  groups: z.union([z.literal('all'), list(namedGroup)]),
  roles: z.boolean(),
  accounts: z.boolean(),
  newGroups: z.boolean(),
});

const source = z.discriminatedUnion('kind', [
  ...impersonalSources,
  z.object({ kind: z.literal('people'), people: approvers }),
]);
exactly<SaidSource>()(source);

const stages = list(record<SaidStage>()({ sources: list(source), needed: z.int() }));

const ofPart = <Part extends RulePart, Said extends z.ZodType>(part: Part, said: Said) =>
  z.object({ part: z.literal(part), before: said, after: said });

const ruleDifference = z.discriminatedUnion('part', [
  ofPart('name', z.string()),
  ofPart('what', scope),
  ofPart('askers', askersSchema),
  ofPart('projects', projectsSchema),
  ofPart('stages', stages),
  ofPart('byPolicy', z.boolean()),
  ofPart('longestTermDays', z.int().nullable()),
  ofPart('usualTermDays', z.int().nullable()),
  ofPart('ticket', z.boolean()),
]);
exactly<RuleDifference>()(ruleDifference);

const bundle = { bundleId: z.string(), name: z.string() };
const ofBundle = <Part extends BundleDifference['part'], Said extends z.ZodType>(
  part: Part,
  said: Said,
) => z.object({ part: z.literal(part), before: said, after: said });

const bundleDifference = z.discriminatedUnion('part', [
  ofBundle('name', z.string()),
  ofBundle('description', z.string()),
  ofBundle('owner', approvers),
  ofBundle('contents', list(existingEntitlementSchema)),
  ofBundle('levels', list(levelSchema)),
]);
exactly<BundleDifference>()(bundleDifference);

const saidGlass = record<SaidGlass>()({
  people: approvers,
  groups: list(namedGroup),
  roles: z.enum(GLASS_ROLES),
});
exactly<SaidGlass>()(saidGlass);

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
  record<Change<'ruleSays'>>()({
    of: z.literal('ruleSays'),
    ...rule,
    parts: list(ruleDifference),
  }),
  record<Change<'ruleChanged'>>()({
    of: z.literal('ruleChanged'),
    ...rule,
    parts: list(z.enum(RULE_PARTS)),
  }),
  record<Change<'bundleAdded'>>()({ of: z.literal('bundleAdded'), ...bundle }),
  record<Change<'bundleRemoved'>>()({ of: z.literal('bundleRemoved'), ...bundle }),
  record<Change<'bundleSays'>>()({
    of: z.literal('bundleSays'),
    ...bundle,
    parts: list(bundleDifference),
  }),
  record<Change<'daysToDecide'>>()({
    of: z.literal('daysToDecide'),
    before: z.int(),
    after: z.int(),
  }),
  record<Change<'fallbackAfterHours'>>()({
    of: z.literal('fallbackAfterHours'),
    before: z.int().nullable(),
    after: z.int().nullable(),
  }),
  record<Change<'breakGlass'>>()({
    of: z.literal('breakGlass'),
    before: saidGlass.nullable(),
    after: saidGlass.nullable(),
  }),
  record<Change<'longestTermDays'>>()({
    of: z.literal('longestTermDays'),
    before: z.int().nullable(),
    after: z.int().nullable(),
  }),
]);
exactly<PolicyChange>()(policyChangeSchema);
