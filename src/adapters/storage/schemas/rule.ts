import { z } from 'zod';
import type { Askers, NamedProject, Rule, RuleProjects, RuleScope } from '#domain/policy/rule';
import type { NamedGroup, Source, StageRule } from '#domain/policy/stage-rule';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, maybe, record } from './record';

export const namedGroup = record<NamedGroup>()({ groupId: z.string(), name: z.string() });

export const impersonalSources = [
  z.object({ kind: z.literal('projectLead') }),
  z.object({ kind: z.literal('issueProjectLead') }),
  z.object({ kind: z.literal('permission') }),
  z.object({ kind: z.literal('groupOwner') }),
  z.object({ kind: z.literal('members'), group: namedGroup }),
] as const;

const sourceSchema = z.discriminatedUnion('kind', [
  ...impersonalSources,
  z.object({ kind: z.literal('people'), people: list(personSchema) }),
]);
exactly<Source>()(sourceSchema);

export const askersSchema = z.discriminatedUnion('who', [
  z.object({ who: z.literal('everybody') }),
  z.object({ who: z.literal('members'), groups: list(namedGroup) }),
]);
exactly<Askers>()(askersSchema);

export const projectsSchema = z.union([
  z.literal('all'),
  list(record<NamedProject>()({ projectId: z.string(), key: z.string(), name: z.string() })),
]);
exactly<RuleProjects>()(projectsSchema);

export const ruleSchema = record<Rule>()({
  id: z.string(),
  name: z.string(),
  what: record<RuleScope>()({
    groups: z.union([z.literal('all'), list(z.string())]),
    roles: z.boolean(),
    accounts: z.boolean(),
    newGroups: z.boolean(),
  }),
  askers: askersSchema,
  // Rules that were stored before there was this are about all projects.
  projects: projectsSchema.default('all'),
  stages: list(record<StageRule>()({ sources: list(sourceSchema), needed: z.int() })),
  // Of rules that were stored before there was this, people decide.
  byPolicy: z.literal(true).exactOptional(),
  longestTermDays: maybe(z.int()),
  usualTermDays: maybe(z.int()),
  ticket: z.boolean(),
});
exactly<Rule>()(ruleSchema);
