/** An answer that @forge/kvs turns into ForgeKvsAPIError; codes of Forge's storage reference. */
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
