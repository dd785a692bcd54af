import { z } from 'zod';
import type { Ask, Change } from '#domain/action/ask';
import type {
  GroupSubject,
  NewGroupSubject,
  NewPersonSubject,
  PersonSubject,
  Subject,
} from '#domain/action/subject';
import { entitlementSchema } from './entitlement';
import { exactly } from './exactly';
import { personFields } from './person';
import { list, record } from './record';

export const subjectSchema = z.discriminatedUnion('kind', [
  record<PersonSubject>()({
    kind: z.literal('person'),
    ...personFields,
    foundBy: z.string().exactOptional(),
  }),
  record<GroupSubject>()({
    kind: z.literal('group'),
    groupId: z.string(),
    displayName: z.string(),
  }),
  record<NewPersonSubject>()({
    kind: z.literal('newPerson'),
    email: z.string(),
    displayName: z.string(),
  }),
  record<NewGroupSubject>()({
    kind: z.literal('newGroup'),
    name: z.string(),
    displayName: z.string(),
  }),
]);
exactly<Subject>()(subjectSchema);

export const askSchema = record<Ask>()({
  subjects: list(subjectSchema),
  changes: list(
    record<Change>()({
      verb: z.enum(['add', 'remove', 'create']),
      entitlement: entitlementSchema,
      subjects: list(z.int()),
    }),
  ),
});
exactly<Ask>()(askSchema);
