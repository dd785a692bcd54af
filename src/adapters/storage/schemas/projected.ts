import { z } from 'zod';
import type { Projected } from '#domain/projection/projected';
import { EARLIER_LISTS, LISTS, type ProjectionRow } from '#domain/projection/projection-row';
import { exactly } from './exactly';
import { list, record } from './record';

export const projectionRowSchema = record<ProjectionRow>()({
  list: z.enum([...LISTS, ...EARLIER_LISTS]),
  accountId: z.string(),
  at: z.number(),
});
exactly<ProjectionRow>()(projectionRowSchema);

export const projectedSchema = record<Projected>()({
  requestId: z.string(),
  revision: z.int(),
  rows: list(projectionRowSchema),
  isUnsure: z.literal(true).exactOptional(),
});
exactly<Projected>()(projectedSchema);
