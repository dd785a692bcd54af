import type { ForgeManifest, ForgeModule } from '../forge';

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

export interface ResolverModule {
  readonly module: ForgeModule;
  readonly moduleType: string;
}

export function findResolverModule(manifest: ForgeManifest, moduleKey: string): ResolverModule {
  for (const [moduleType, modules] of Object.entries(manifest.modules)) {
    const module = modules.find((one) => one.key === moduleKey && one.resolver !== undefined);
    if (module !== undefined) return { module, moduleType };
  }
  throw new Error(`The manifest has no module "${moduleKey}" with a resolver.`);
}
