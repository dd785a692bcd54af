import { z } from 'zod';

/** The parts of the site's answers that the app reads; the rest is let go. */
const avatarUrls = z.record(z.string(), z.string()).optional();

export const userSchema = z.object({
  accountId: z.string(),
  accountType: z.string().optional(),
  displayName: z.string().optional(),
  emailAddress: z.string().optional(),
  active: z.boolean().optional(),
  avatarUrls,
});
export type User = z.infer<typeof userSchema>;

export const groupSchema = z.object({ groupId: z.string(), name: z.string() });
export type Group = z.infer<typeof groupSchema>;

export const foundGroupsSchema = z.object({
  total: z.int().optional(),
  groups: z.array(
    z.object({
      groupId: z.string(),
      name: z.string(),
      managedBy: z.string().optional(),
      labels: z.array(z.object({ type: z.string().optional() })).optional(),
    }),
  ),
});
export type FoundGroup = z.infer<typeof foundGroupsSchema>['groups'][number];

export const applicationRolesSchema = z.array(
  z.object({ groupDetails: z.array(groupSchema).optional() }),
);

export const projectSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  archived: z.boolean().optional(),
  /** In the recycle bin. */
  deleted: z.boolean().optional(),
  avatarUrls,
  lead: userSchema.optional(),
});
export type Project = z.infer<typeof projectSchema>;

export const roleSchema = z.object({
  id: z.int(),
  name: z.string(),
  admin: z.boolean().optional(),
  scope: z.object({ project: z.object({ id: z.string() }).optional() }).optional(),
  actors: z
    .array(
      z.object({
        actorUser: z.object({ accountId: z.string().optional() }).optional(),
        actorGroup: z.object({ groupId: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});
export type Role = z.infer<typeof roleSchema>;

export const roleDetailsSchema = z.array(
  z.object({
    id: z.int(),
    name: z.string(),
    description: z.string().optional(),
    admin: z.boolean().optional(),
  }),
);

export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({
    values: z.array(item),
    isLast: z.boolean().optional(),
    total: z.int().optional(),
    startAt: z.int().optional(),
  });
