import { z } from 'zod';
import type { SiteAnswer } from './answer';
import { maybe } from './schemas';

const errorBody = z.object({
  errorMessages: maybe(z.array(z.string())),
  errors: maybe(
    z.union([
      z.record(z.string(), z.unknown()),
      // The organization's administration lists its errors (doc: Organizations REST API).
      z
        .array(z.object({ title: maybe(z.string()), detail: maybe(z.string()) }))
        .transform((listed) => listed.map(({ title, detail }) => detail ?? title)),
    ]),
  ),
  message: maybe(z.string()),
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
