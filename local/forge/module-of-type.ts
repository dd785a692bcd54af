import type { ForgeManifest, ForgeModule } from './forge';

/** The one module of a type, for an app that has one: the first. */
export function moduleOfType(manifest: ForgeManifest, type: string): ForgeModule {
  const [module] = manifest.modules[type] ?? [];
  if (module === undefined) throw new Error(`The manifest has no ${type}.`);
  return module;
}
