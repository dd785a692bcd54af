/**
 * An answer that @forge/kvs turns into ForgeKvsAPIError. Codes are of Forge's storage reference, or as
 * the platform was seen to answer; docs/local-fidelity.md tells which.
 */
export class KvsError extends Error {
  override readonly name = 'KvsError';

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Made once: what is not there is asked for often, and to trace where takes longer than to look. */
export const KEY_NOT_FOUND = new KvsError('KEY_NOT_FOUND', 'Provided key does not exist', 404);

/** A request that is not of the form that the route takes. */
export function badRequest(why: string): KvsError {
  return new KvsError('BAD_REQUEST', `Provided request body is invalid: ${why}`);
}
