import { moduleOfType } from '../../local/forge/module-of-type';
import { extensionId } from '../../local/forge/runtime/extension-id';
import type { Platform } from '../../local/platform/platform';

/** Has the app's panel shown for all work items of every project, as an admin would. */
export function showPanel({ atlassian, manifest }: Platform): void {
  const moduleId = extensionId(manifest, moduleOfType(manifest, 'jira:issuePanel').key);
  for (const { key, binned } of atlassian.directory.projects()) {
    if (!binned) atlassian.panels.setPinned(moduleId, key, true);
  }
}
