import type { z } from 'zod';
import type { SiteFailure } from '#ports/site-failure';
import type { SiteAnswer } from './answer';
import type { Classified } from './classify';
import { type Answerer, failureOf } from './failure-of';

/** What a read found; undefined where there is no such thing. */
export interface Found<T> {
  readonly value: T | undefined;
}

/** Makes sense of an answer, or says why there is none. */
export function readAs<T>(
  answer: SiteAnswer,
  is: Classified,
  schema: z.ZodType<T>,
  by: Answerer,
): Found<T> | SiteFailure {
  if (is.kind === 'notFound') return { value: undefined };
  if (is.kind !== 'success') return failureOf(is, answer.status, by);
  const parsed = schema.safeParse(answer.json);
  if (parsed.success) return { value: parsed.data };
  return failureOf({ kind: 'nonsense' }, answer.status, by);
}
