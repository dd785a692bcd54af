/** However much is due, a sweep has an end. */
const MOST_PAGES = 20;

/**
 * Works off what is due a page at a time, until a page brings nothing that was not seen before: a query
 * may be behind, and name again what has just been done or put off.
 */
export async function workOff(
  find: () => Promise<readonly string[]>,
  work: (ids: readonly string[]) => Promise<number>,
  mayGoOn: () => boolean,
): Promise<number> {
  const seen = new Set<string>();
  let done = 0;
  for (let page = 0; page < MOST_PAGES && mayGoOn(); page += 1) {
    const fresh = (await find()).filter((id) => !seen.has(id));
    if (fresh.length === 0) break;
    for (const id of fresh) seen.add(id);
    done += await work(fresh);
  }
  return done;
}
