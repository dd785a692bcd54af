import { z } from 'zod';
import type { Ask, Change } from '#domain/action/ask';
import type { GroupSubject, PersonSubject, Subject } from '#domain/action/subject';
import { entitlementSchema } from './entitlement';
import { personFields } from './person';
import { list, record } from './record';

export const subjectSchema = z.discriminatedUnion('kind', [
  record<PersonSubject>()({ kind: z.literal('person'), ...personFields }),
  record<GroupSubject>()({
    kind: z.literal('group'),
    groupId: z.string(),
    displayName: z.string(),
  }),
]) satisfies z.ZodType<Subject>;

export const askSchema = record<Ask>()({
  subjects: list(subjectSchema),
  changes: list(
    record<Change>()({
      verb: z.enum(['add', 'remove']),
      entitlement: entitlementSchema,
      subjects: list(z.int()),
    }),
  ),
}) satisfies z.ZodType<Ask>;
