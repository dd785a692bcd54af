import { allOf } from '../../rest/all-of';
import { cutOff } from '../../rest/failure-of';
import { isLastPage, type PageSchema } from '../../rest/schemas';
import type { SiteCall, SiteClient } from './site-client';

/**
 * All items of a paged answer, page by page, until the site says that it was the last. The site may
 * give smaller pages than it was asked for. Throws SiteFailure where it does not show that this was all, and where
 * one of them can't be read.
 */
export async function readPages<Item>(
  client: SiteClient,
  call: SiteCall,
  schema: PageSchema<Item>,
  size: number,
): Promise<Item[]> {
  const items: Item[] = [];
  for (;;) {
    const page = await client.read(
      { ...call, query: { ...call.query, startAt: items.length, maxResults: size } },
      schema,
    );
    const isLast = isLastPage(page, items.length);
    items.push(...allOf(page.values, 'site'));
    if (isLast === true) return items;
    if (isLast === undefined) throw cutOff();
  }
}
