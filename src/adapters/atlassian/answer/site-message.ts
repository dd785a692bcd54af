import { z } from 'zod';
import type { SiteAnswer } from './site-answer';

const errorBody = z.object({
  errorMessages: z.array(z.string()).optional(),
  errors: z
    .union([
      z.record(z.string(), z.unknown()),
      // The organization's administration lists its errors (doc: Organizations REST API).
      z
        .array(z.object({ title: z.string().optional(), detail: z.string().optional() }))
        .transform((listed) => listed.map(({ title, detail }) => detail ?? title)),
    ])
    .optional(),
  message: z.string().optional(),
});

/** Longer ones are cut: they are stored with a step, hundreds to a record. */
const LONGEST = 300;

/** The site's own words about what went wrong; '' where it has none for people. */
export function siteMessage({ json }: Pick<SiteAnswer, 'json'>): string {
  const body = errorBody.safeParse(json);
  if (!body.success) return '';
  const { errorMessages = [], errors = {}, message } = body.data;
  const words = [
    ...errorMessages,
    ...Object.values(errors).filter((error) => typeof error === 'string'),
    ...(message === undefined ? [] : [message]),
  ];
  return words.join(' ').replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}
