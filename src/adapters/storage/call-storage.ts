import { ForgeKvsAPIError, ForgeKvsError } from '@forge/kvs';
import { InvariantViolation } from '#domain/lib/invariant';
import { isTooMany, PlatformFailure } from '#ports/platform-failure';

/** A transaction whose conditions did not hold, in the platform's words. */
const CONFLICTS = ['CONDITIONAL_CHECK_FAILED', 'KEY_CONFLICT'];

/** Runs one call of the store; whatever that throws becomes a PlatformFailure, and a bug of ours stays one. */
export async function callStorage<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw failureOf(error);
  }
}

/** The same, for a call with conditions. */
export async function callConditionally(
  call: () => Promise<unknown>,
): Promise<'committed' | 'conflict'> {
  try {
    await call();
    return 'committed';
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && CONFLICTS.includes(error.code)) return 'conflict';
    throw failureOf(error);
  }
}

function failureOf(error: unknown): PlatformFailure | InvariantViolation {
  // As an outage of the store it would be waited for, for ever and without a word.
  if (error instanceof InvariantViolation) return error;
  if (error instanceof ForgeKvsAPIError) {
    const { status } = error.responseDetails;
    const retryable = isTooMany(error.code) || status === 429 || status >= 500;
    return new PlatformFailure(error.code, `Forge storage: ${error.message}`, retryable, {
      cause: error,
    });
  }
  const code = error instanceof ForgeKvsError ? 'STORAGE_MISUSED' : 'STORAGE_UNREACHABLE';
  const retryable = !(error instanceof ForgeKvsError);
  return new PlatformFailure(code, 'Forge storage did not answer', retryable, { cause: error });
}
