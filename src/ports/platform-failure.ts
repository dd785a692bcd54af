/**
 * Forge itself failed: its storage or its queue did not answer, or would not take what it was given.
 * Thrown by adapters; caught only by the provisioning run and by entry/define.ts.
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
