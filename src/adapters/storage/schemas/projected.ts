import { z } from 'zod';
import type { Projected } from '#domain/projection/projected';
import {
  BUNDLE_LIST,
  type BundleRow,
  EARLIER_LISTS,
  LISTS,
  type PersonRow,
  type ProjectionRow,
} from '#domain/projection/projection-row';
import { exactly } from './exactly';
import { list, record } from './record';

export const projectionRowSchema = z.discriminatedUnion('list', [
  record<PersonRow>()({
    list: z.enum([...LISTS, ...EARLIER_LISTS]),
    accountId: z.string(),
    at: z.number(),
  }),
  record<BundleRow>()({
    list: z.literal(BUNDLE_LIST),
    bundleId: z.string(),
    at: z.number(),
  }),
]);
exactly<ProjectionRow>()(projectionRowSchema);

export const projectedSchema = record<Projected>()({
  requestId: z.string(),
  revision: z.int(),
  rows: list(projectionRowSchema),
  isUnsure: z.literal(true).exactOptional(),
});
exactly<Projected>()(projectedSchema);
