import { html } from 'hono/html';
import type { ModuleStatus } from '../forge/forge';

const LOOKS = new Set(['default', 'inprogress', 'moved', 'new', 'removed', 'success']);

/** doc: Jira issue context, status properties; a badge and an icon are drawn as their words. */
export const lozenge = ({ value }: ModuleStatus) =>
  html`<span class="lozenge lozenge-${value.type ?? 'default'}">${value.label}</span>`;

/** What a function of the app answers as its dynamic properties; undefined where it is no status. */
export function readStatus(answer: unknown): ModuleStatus | undefined {
  const { status } = (answer ?? {}) as { readonly status?: ModuleStatus };
  if (typeof status?.value?.label !== 'string' || status.value.label === '') return undefined;
  if (!['badge', 'lozenge', 'icon'].includes(status.type)) return undefined;
  if (status.value.type !== undefined && !LOOKS.has(status.value.type)) return undefined;
  return status;
}
