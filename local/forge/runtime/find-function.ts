import type { ForgeManifest } from '../forge';

/** doc: Forge invocation limits, in seconds. */
const RESOLVER_TIMEOUT = 25;
const ASYNC_TIMEOUT = 55;
const ASYNC_TIMEOUT_MAX = 900;

export interface FunctionOfApp {
  readonly key: string;
  /** What index exports it as. */
  readonly exportName: string;
  readonly timeoutSeconds: number;
}

export function findFunction(
  manifest: ForgeManifest,
  key: string | undefined,
  use: 'resolver' | 'async',
): FunctionOfApp {
  const found = (manifest.modules.function ?? []).find((one) => one.key === key);
  if (found?.handler === undefined) throw new Error(`The manifest has no function "${key ?? ''}".`);
  const exportName = found.handler.split('.').at(-1) ?? '';
  const timeoutSeconds =
    use === 'resolver'
      ? RESOLVER_TIMEOUT
      : Math.min(found.timeoutSeconds ?? ASYNC_TIMEOUT, ASYNC_TIMEOUT_MAX);
  return { key: found.key, exportName, timeoutSeconds };
}
