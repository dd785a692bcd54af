/**
 * More has to be read of the site than one invocation may (doc: Forge invocation limits). What was
 * read is kept for a moment: asked the same again, it goes on from there.
 */
export class MoreToRead extends Error {
  override readonly name = 'MoreToRead';

  /** In calls to the site: `total` is what is known so far. */
  constructor(
    readonly done: number,
    readonly total: number,
  ) {
    super('More has to be read of the site than one invocation may.');
  }
}
