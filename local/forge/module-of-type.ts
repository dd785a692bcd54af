import type { ForgeManifest, ForgeModule } from './forge';

/** The one module of a type, for an app that has one: the first. */
export function moduleOfType(manifest: ForgeManifest, type: string): ForgeModule {
  const [module] = manifest.modules[type] ?? [];
  if (module === undefined) throw new Error(`The manifest has no ${type}.`);
  return module;
}

export function typeOfModule(manifest: ForgeManifest, moduleKey: string): string {
  const found = Object.entries(manifest.modules).find(([, modules]) =>
    modules.some(({ key }) => key === moduleKey),
  );
  if (found === undefined) throw new Error(`The manifest has no module "${moduleKey}".`);
  return found[0];
}
