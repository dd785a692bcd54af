import type { ForgeManifest } from '../forge';
import { ENVIRONMENT_ID } from './run-function';

/** What the product calls a module of an installed app (doc: Jira REST API, issue panels: moduleId). */
export const extensionId = (manifest: ForgeManifest, moduleKey: string): string =>
  `ari:cloud:ecosystem::extension/${manifest.app.id.split('/').at(-1)}/${ENVIRONMENT_ID}/static/${moduleKey}`;
