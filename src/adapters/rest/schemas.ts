import { z } from 'zod';
import { asPartOfLine } from '#domain/lib/readable-text';

/** The parts of Jira's answers that the app reads, whoever asks; the rest is let go. */

/**
 * What an answer may leave out. Where the document says optional, real answers leave it out or give
 * null (spec: `nullable` of many of them): both say nothing, and nothing else does.
 */
export const maybe = <S extends z.ZodType>(schema: S) =>
  schema.nullish().transform((value): z.output<S> | undefined => value ?? undefined);

/**
 * What people call themselves, their projects and their roles: it turns no direction and breaks no line of
 * the sentence that it comes to stand in.
 */
const calledSo = z.string().transform(asPartOfLine);

const avatarUrls = maybe(z.record(z.string(), maybe(z.string())));

export const userSchema = z.object({
  accountId: z.string(),
  accountType: maybe(z.string()),
  displayName: maybe(calledSo),
  emailAddress: maybe(z.string()),
  active: maybe(z.boolean()),
  avatarUrls,
});
export type User = z.infer<typeof userSchema>;

export const groupSchema = z.object({ groupId: z.string(), name: z.string() });
export type Group = z.infer<typeof groupSchema>;

export const foundGroupsSchema = z.object({
  total: maybe(z.int()),
  groups: z.array(
    z.object({
      groupId: z.string(),
      name: z.string(),
      managedBy: maybe(z.string()),
      labels: maybe(z.array(z.object({ type: maybe(z.string()) }))),
    }),
  ),
});
export type FoundGroup = z.infer<typeof foundGroupsSchema>['groups'][number];

export const applicationRolesSchema = z.array(
  z.object({ groupDetails: maybe(z.array(groupSchema)) }),
);

export const projectSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: calledSo,
  archived: maybe(z.boolean()),
  /** In the recycle bin. */
  deleted: maybe(z.boolean()),
  avatarUrls,
  lead: maybe(userSchema),
});
export type Project = z.infer<typeof projectSchema>;

export const roleSchema = z.object({
  id: z.int(),
  name: calledSo,
  admin: maybe(z.boolean()),
  scope: maybe(z.object({ project: maybe(z.object({ id: z.string() })) })),
  actors: maybe(
    z.array(
      z.object({
        actorUser: maybe(z.object({ accountId: maybe(z.string()) })),
        actorGroup: maybe(z.object({ groupId: maybe(z.string()) })),
      }),
    ),
  ),
});
export type Role = z.infer<typeof roleSchema>;

export const roleDetailsSchema = z.array(
  z.object({
    id: z.int(),
    name: calledSo,
    description: maybe(z.string()),
    admin: maybe(z.boolean()),
  }),
);

export const issueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: maybe(z.string()),
    project: z.object({ id: z.string(), key: z.string() }),
  }),
});

export const permissionsSchema = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })),
});

export const commentsSchema = z.object({
  comments: z.array(
    z.object({
      author: maybe(z.object({ accountId: maybe(z.string()) })),
      properties: maybe(z.array(z.object({ key: z.string(), value: z.unknown() }))),
    }),
  ),
});

export const serverInfoSchema = z.object({
  baseUrl: maybe(z.string()),
  serverTitle: maybe(z.string()),
});

export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({
    values: z.array(item),
    isLast: maybe(z.boolean()),
    total: maybe(z.int()),
    startAt: maybe(z.int()),
  });

interface Page {
  readonly values: readonly unknown[];
  readonly isLast: boolean | undefined;
  readonly total: number | undefined;
}

/**
 * Whether nothing comes after the page that begins at `from`; undefined where the answer does not say:
 * neither by itself, nor by how many there are. A page that says it is the last while items are missing
 * was cut off, and so was an empty one that is not the last.
 */
export function isLastPage({ values, isLast, total }: Page, from: number): boolean | undefined {
  const read = from + values.length;
  const isAll = total === undefined ? undefined : read >= total;
  if (isLast === true) return isAll === false ? undefined : true;
  const isOver = isLast ?? isAll;
  return isOver === false && values.length === 0 ? undefined : isOver;
}
