import { z } from 'zod';
import type { Listed } from '#domain/lib/listed';
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

/**
 * A list, each item of it by itself: one that makes no sense takes no other with it, and is counted. Whoever
 * has to know all of them asks `allOf`.
 */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.array(z.unknown()).transform((all): Listed<z.output<S>> => {
    const items = all.flatMap((one) => {
      const { success, data } = item.safeParse(one);
      return success ? [data] : [];
    });
    return { items, unreadable: all.length - items.length };
  });

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
  groups: listOf(
    z.object({
      groupId: z.string(),
      name: z.string(),
      managedBy: maybe(z.string()),
      labels: maybe(z.array(z.object({ type: maybe(z.string()) }))),
    }),
  ),
});
export type FoundGroup = z.infer<typeof foundGroupsSchema>['groups']['items'][number];

export const applicationRolesSchema = listOf(
  z.object({ groupDetails: maybe(listOf(groupSchema)) }),
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
    listOf(
      z.object({
        actorUser: maybe(z.object({ accountId: maybe(z.string()) })),
        actorGroup: maybe(z.object({ groupId: maybe(z.string()) })),
      }),
    ),
  ),
});
export type Role = z.infer<typeof roleSchema>;

export const roleDetailsSchema = listOf(
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
    status: maybe(z.object({ statusCategory: maybe(z.object({ key: maybe(z.string()) })) })),
    project: z.object({
      id: z.string(),
      key: z.string(),
      projectTypeKey: maybe(z.string()),
    }),
  }),
});

export const permissionsSchema = z.object({
  permissions: z.record(z.string(), maybe(z.object({ havePermission: z.boolean() }))),
});

export const commentSchema = z.object({
  id: z.string(),
  author: maybe(z.object({ accountId: maybe(z.string()) })),
  /** Whether customers of a service project read it; true elsewhere, where nobody is a customer. */
  jsdPublic: maybe(z.boolean()),
  properties: maybe(listOf(z.object({ key: z.string(), value: z.unknown() }))),
});
export type Comment = z.infer<typeof commentSchema>;
export const commentsSchema = z.object({ comments: listOf(commentSchema) });

export const serverInfoSchema = z.object({
  baseUrl: maybe(z.string()),
  serverTitle: maybe(z.string()),
});

export const panelTaskBegunSchema = z.object({ taskId: maybe(z.string()) });
export const panelStatusesSchema = z.object({
  statuses: listOf(
    z.object({
      projectIdOrKey: maybe(z.string()),
      pinned: maybe(z.boolean()),
      error: maybe(z.string()),
    }),
  ),
});
/** spec: TaskProgressBeanObject. */
export const taskSchema = z.object({
  status: z.enum([
    'ENQUEUED',
    'RUNNING',
    'COMPLETE',
    'FAILED',
    'CANCEL_REQUESTED',
    'CANCELLED',
    'DEAD',
  ]),
  progress: maybe(z.number()),
  message: maybe(z.string()),
});
export type Task = z.output<typeof taskSchema>;

/** What the expression answers by which somebody's roles are asked (`has-role.ts`). */
export const rolesOfUserSchema = z.object({
  value: z.object({ me: z.string(), roles: z.array(z.union([z.string(), z.number()])) }),
});

const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({
    values: listOf(item),
    isLast: maybe(z.boolean()),
    total: maybe(z.int()),
    startAt: maybe(z.int()),
  });

/** Made once: a schema takes longer to make than an answer to be read with it. */
export const userListSchema = listOf(userSchema);
export const groupListSchema = listOf(groupSchema);
export const userPageSchema = pageSchema(userSchema);
export const groupPageSchema = pageSchema(groupSchema);
export const projectPageSchema = pageSchema(projectSchema);

export type PageSchema<Item> = z.ZodType<Page<Item>>;

interface Page<Item = unknown> {
  readonly values: Listed<Item>;
  readonly isLast: boolean | undefined;
  readonly total: number | undefined;
  readonly startAt?: number | undefined;
}

/**
 * Whether nothing comes after the page that begins at `from`; undefined where the answer does not say:
 * neither by itself, nor by how many there are. A page that says it is the last while items are missing
 * was cut off, and so was an empty one that is not the last. A page that begins elsewhere is not the one that was asked for.
 */
export function isLastPage(page: Page, from: number): boolean | undefined {
  const { values, isLast, total, startAt = from } = page;
  if (startAt !== from) return undefined;
  const size = sizeOf(values);
  const read = from + size;
  const isAll = total === undefined ? undefined : read >= total;
  if (isLast === true) return isAll === false ? undefined : true;
  const isOver = isLast ?? isAll;
  return isOver === false && size === 0 ? undefined : isOver;
}

/** How many there are of it, whether they can be read or not: positions go by that. */
export const sizeOf = ({ items, unreadable }: Listed<unknown>): number => items.length + unreadable;
