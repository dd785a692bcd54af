import { z } from 'zod';
import { listOf, maybe } from '../../rest/schemas';

/** The parts of the organization's answers that the app reads; the rest is let go. */
export const organizationSchema = z.object({
  data: z.object({ attributes: maybe(z.object({ name: maybe(z.string()) })) }),
});

export const directoriesSchema = z.object({
  data: listOf(z.object({ directoryId: z.string() })),
  links: maybe(z.object({ next: maybe(z.string()) })),
});

export const workspacesSchema = z.object({
  data: listOf(
    z.object({
      id: maybe(z.string()),
      attributes: maybe(z.object({ hostUrl: maybe(z.string()) })),
    }),
  ),
  links: maybe(z.object({ next: maybe(z.string()) })),
});

export const directoryUsersSchema = z.object({
  data: listOf(
    z.object({
      accountId: z.string(),
      accountType: maybe(z.string()),
      accountStatus: maybe(z.string()),
      membershipStatus: maybe(z.string()),
      name: maybe(z.string()),
      email: maybe(z.string()),
      picture: maybe(z.string()),
      avatar: maybe(z.string()),
    }),
  ),
});
export type DirectoryUser = z.infer<typeof directoryUsersSchema>['data']['items'][number];

export const lastActiveSchema = z.object({
  data: z.object({
    product_access: maybe(
      listOf(
        z.object({
          /** A day, `2026-01-31`. */
          last_active: maybe(z.string()),
          last_active_timestamp: maybe(z.string()),
        }),
      ),
    ),
  }),
});
