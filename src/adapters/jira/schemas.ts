import { z } from 'zod';
import type { DirectoryPerson } from '#ports/directory';

/** The parts of the host's answers that the app reads. */
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

export const projectSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  avatarUrls,
  lead: userSchema.optional(),
});

export const issueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string().nullish(),
    project: z.object({ id: z.string(), key: z.string() }),
  }),
});

export const permissionsSchema = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })),
});

export const commentsSchema = z.object({
  comments: z.array(
    z.object({
      author: z.object({ accountId: z.string() }).optional(),
      properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
    }),
  ),
});

export function personOf(user: User): DirectoryPerson {
  const { accountId, displayName = 'Former user', active = true, accountType } = user;
  const avatarUrl = user.avatarUrls?.['48x48'];
  return {
    accountId,
    displayName,
    active,
    accountType:
      accountType === 'atlassian' || accountType === 'app' || accountType === 'customer'
        ? accountType
        : 'unknown',
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    // An address that the profile hides comes as an empty one.
    ...(user.emailAddress ? { email: user.emailAddress } : {}),
  };
}
