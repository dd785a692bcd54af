/**
 * Forge itself failed: its storage or its queue did not answer, or would not take what it was given.
 * Thrown by adapters; where it ends is decided in docs/decisions/0016-where-errors-end.md.
 */
export class PlatformFailure extends Error {
  override readonly name = 'PlatformFailure';

  constructor(
    /** The platform's own code where it gave one, e.g. TOO_MANY_REQUESTS. */
    readonly code: string,
    message: string,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** doc: Forge KVS error handling: a limit on the rate answers 429. */
const TOO_MANY = ['TOO_MANY_REQUESTS', 'RATE_LIMIT_EXCEEDED'];

/** Not this call is in the way: what the platform takes in a minute is used up, for everybody, and is there again once it is over. */
export function isTooMany(code: string): boolean {
  return TOO_MANY.includes(code);
}
