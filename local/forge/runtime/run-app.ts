import type { ForgeOptions } from '../forge';
import { findFunction } from './find-function';
import type { InvocationServices } from './invocation';
import type { Workers } from './workers';

/** One call of a function of the app, for a module of the manifest. */
export interface Run {
  readonly functionKey: string | undefined;
  readonly use: 'resolver' | 'async';
  readonly moduleKey: string;
  readonly moduleType: string;
  readonly accountId?: string | undefined;
  /** The invocation that all pushes of this one go back to. */
  readonly origin?: string | undefined;
  readonly parameters: readonly unknown[];
}

export type RunApp = (run: Run) => Promise<unknown>;

/** The app's own code, loaded with its first call and anew with the first one after a deployment. */
export function appRunner(
  { manifest, installation, loadApp }: ForgeOptions,
  services: InvocationServices,
  workers: Workers,
): { readonly run: RunApp; readonly deploy: () => void } {
  let exportsOfApp: Promise<Readonly<Record<string, unknown>>> | undefined;

  async function handlerOf(functionKey: string | undefined, use: Run['use']) {
    const found = findFunction(manifest, functionKey, use);
    exportsOfApp ??= loadApp();
    const handler = (await exportsOfApp)[found.exportName];
    if (typeof handler === 'function') return { ...found, handler };
    const text = `index does not export the handler "${found.exportName}".`;
    services.log({ level: 'error', invocationId: undefined, functionKey: found.key, text });
    throw new Error(text);
  }

  return {
    async run({ functionKey, use, parameters, ...of }) {
      const { key, timeoutSeconds, handler } = await handlerOf(functionKey, use);
      return workers.run({
        manifest,
        installation,
        services,
        functionKey: key,
        moduleKey: of.moduleKey,
        moduleType: of.moduleType,
        accountId: of.accountId,
        origin: of.origin,
        timeoutSeconds,
        run: () => handler(...parameters),
      });
    },
    deploy() {
      exportsOfApp = undefined;
    },
  };
}
