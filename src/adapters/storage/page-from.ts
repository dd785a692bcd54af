import { PlatformFailure } from '#ports/platform-failure';
import { callStorage } from './call-storage';

/**
 * A page from where a cursor says. What a cursor is, is the store's to say, and it comes back by way of a browser: one
 * that was not handed out, or that the store no longer takes, is none, and the list begins anew.
 */
export async function pageFrom<Page>(
  cursor: string | undefined,
  read: (cursor: string | undefined) => Promise<Page>,
): Promise<Page> {
  try {
    return await callStorage(() => read(cursor));
  } catch (error) {
    const isRefused = error instanceof PlatformFailure && !error.retryable;
    if (cursor === undefined || !isRefused) throw error;
    return callStorage(() => read(undefined));
  }
}
