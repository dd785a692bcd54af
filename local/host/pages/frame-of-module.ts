import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';
import type { ForgeModule } from '../../forge/forge';
import type { Host } from '../host';
import { contextOf, type Surface, sealSurface } from '../surface';

/** As Forge frames Custom UI; who may do what inside is the policy's to say. */
const SANDBOX =
  'allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts';

export interface FramedModule {
  readonly module: ForgeModule;
  readonly person: SitePerson;
  readonly extension: Readonly<Record<string, unknown>>;
  /** Where the module's own addresses begin, for one that has a page. */
  readonly base?: string;
  /** It is loaded only once it is opened. */
  readonly waits?: boolean;
}

export function frameOfModule(host: Host, framed: FramedModule) {
  const { module, person, extension, base, waits = false } = framed;
  const surface: Surface = { accountId: person.accountId, moduleKey: module.key, extension };
  const context = JSON.stringify(contextOf(host, surface, person, module));
  const resource = module.resource ?? module.target?.resource ?? '';
  return html`<iframe class="module" title="${module.title ?? module.key}" ${waits ? html`data-waits` : ''} data-sandbox="${SANDBOX}" data-module="${module.key}" data-surface="${sealSurface(host, surface)}" data-context="${context}" ${base === undefined ? '' : html`data-base="${base}"`} data-address="${host.frameOrigin}/resource/${resource}/index.html"></iframe>`;
}
