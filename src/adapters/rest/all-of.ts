import type { Listed } from '#domain/lib/listed';
import { type Answerer, notAllTold } from './failure-of';

/**
 * All items of a list. Throws SiteFailure where one can't be read: it could be any, so that what is not among
 * the others is not known to be missing.
 */
export function allOf<T>({ items, unreadable }: Listed<T>, by: Answerer): readonly T[] {
  if (unreadable > 0) throw notAllTold(by);
  return items;
}
