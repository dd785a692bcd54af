import { z } from 'zod';

/** The parts of the organization's answers that the app reads; the rest is let go. */
export const organizationSchema = z.object({
  data: z.object({ attributes: z.object({ name: z.string().optional() }) }),
});

export const directoriesSchema = z.object({
  data: z.array(z.object({ directoryId: z.string() })),
  links: z.object({ next: z.string().nullish() }).optional(),
});

export const workspacesSchema = z.object({
  data: z.array(
    z.object({
      id: z.string().optional(),
      attributes: z.object({ hostUrl: z.string().nullish() }).optional(),
    }),
  ),
  links: z.object({ next: z.string().nullish() }).optional(),
});

export const directoryUsersSchema = z.object({
  data: z.array(
    z.object({
      accountId: z.string(),
      accountType: z.string().optional(),
      accountStatus: z.string().optional(),
      membershipStatus: z.string().optional(),
      name: z.string().optional(),
      picture: z.string().optional(),
      avatar: z.string().optional(),
    }),
  ),
});
export type DirectoryUser = z.infer<typeof directoryUsersSchema>['data'][number];

export const lastActiveSchema = z.object({
  data: z.object({
    product_access: z
      .array(
        z.object({
          /** A day, `2026-01-31`. */
          last_active: z.string().nullish(),
          last_active_timestamp: z.string().nullish(),
        }),
      )
      .nullish(),
  }),
});
