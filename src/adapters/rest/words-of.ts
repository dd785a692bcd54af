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

/** Bytes of UTF-8; longer ones are cut: they are stored with a step, five hundred to a record. */
const LONGEST = 400;

/** The site's own words about what went wrong; '' where it has none for people. */
export function siteMessage({ json }: Pick<SiteAnswer, 'json'>): string {
  const body = errorBody.safeParse(json);
  if (!body.success) return '';
  const { errorMessages = [], errors = {}, message } = body.data;
  const words = [
    ...errorMessages,
    ...Object.values(errors).filter((error) => typeof error === 'string'),
    message ?? '',
  ];
  return cut(words.join(' ').replace(/\s+/g, ' ').trim());
}

/** Whole characters only. */
function cut(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(LONGEST));
  return text.slice(0, read);
}
