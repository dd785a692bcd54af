import type { Log } from '#ports/log';
import { UnreadableRecord } from '#ports/unreadable-record';

/**
 * Does the same for each of many, one after the other, or some at once where each waits for Jira. What one throws keeps nobody
 * from the others: `failed` is told, to move it out of their way. Answers how many said that they did something.
 */
export async function eachAlone<T>(
  ports: { readonly log: Log },
  items: readonly T[],
  work: (item: T) => Promise<boolean>,
  failed: (item: T, error: unknown) => Promise<void> = async () => undefined,
  atOnce = 1,
): Promise<number> {
  let done = 0;
  const left = items.values();
  const workOn = async () => {
    for (const item of left) {
      try {
        if (await work(item)) done += 1;
      } catch (error) {
        ports.log.warn('One of many failed, and the others go on', {
          item: String(item),
          error: nameOf(error),
        });
        // An unreadable record has been set aside already.
        if (error instanceof UnreadableRecord) continue;
        await failed(item, error).catch((again: unknown) =>
          ports.log.warn('It could not be put off either', {
            item: String(item),
            error: nameOf(again),
          }),
        );
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workOn));
  return done;
}

export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
