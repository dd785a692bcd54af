import type { ForgeManifest, ForgeModule, Installation, ResolverCall } from '../forge';
import { installContextOf } from '../runtime/install-context';
import { ENVIRONMENT_ID } from '../runtime/run-function';

/** doc: Forge invocation limits: what a page sends to a function, and what comes back. */
const REQUEST_BYTES_MAX = 500 * 1024;
const ANSWER_BYTES_MAX = 5 * 1024 * 1024;

export interface ResolverModule {
  readonly module: ForgeModule;
  readonly type: string;
}

export function findResolverModule(manifest: ForgeManifest, moduleKey: string): ResolverModule {
  return findModule(manifest, moduleKey, 'resolver');
}

export function findModule(
  manifest: ForgeManifest,
  moduleKey: string,
  has: 'resolver' | 'dynamicProperties',
): ResolverModule {
  for (const [type, modules] of Object.entries(manifest.modules)) {
    const module = modules.find((one) => one.key === moduleKey && one[has] !== undefined);
    if (module !== undefined) return { module, type };
  }
  throw new Error(`The manifest has no module "${moduleKey}" with a ${has}.`);
}

/**
 * doc: Jira issue context, dynamic properties: the site and the place. Who looks is the platform's word;
 * the page says which issue it is, so that is claimed.
 */
export function dynamicParameters(
  call: Omit<ResolverCall, 'functionKey' | 'payload'>,
  installation: Installation,
) {
  return [
    { cloudId: installation.cloudId, extension: call.extension },
    {
      principal: { accountId: call.accountId },
      installContext: installContextOf(installation),
      license: undefined,
    },
  ] as const;
}

/** What the definitions of @forge/resolver take: the page's call and claims, and the platform's word. */
export function resolverParameters(call: ResolverCall, installation: Installation) {
  const installContext = installContextOf(installation);
  const context = {
    // Of the page, all of it: a resolver that believes it believes the page.
    ...call.extension,
    cloudId: installation.cloudId,
    siteUrl: installation.siteUrl,
    moduleKey: call.moduleKey,
    localId: `${installContext}/${call.moduleKey}`,
    environmentId: ENVIRONMENT_ID,
    environmentType: 'DEVELOPMENT',
    extension: call.extension,
  };
  const { functionKey } = call;
  const payload = roundTrip(call.payload, REQUEST_BYTES_MAX);
  return [
    { call: { functionKey, payload }, context },
    { principal: { accountId: call.accountId }, installContext, license: undefined },
  ] as const;
}

/** As the page gets it. */
export function resolverAnswer(answer: unknown): unknown {
  return roundTrip(answer, ANSWER_BYTES_MAX);
}

/** Nothing of an error reaches the page but its message. */
export function resolverError(error: unknown): Error {
  const { message } = error instanceof Error ? error : { message: String(error) };
  const seen = new Error(message);
  seen.stack = `Error: ${message}`;
  return seen;
}

/** As JSON, the way everything crosses between page and function. */
function roundTrip(value: unknown, bytesMax: number): unknown {
  const text = JSON.stringify(value);
  if (text === undefined) return undefined;
  if (Buffer.byteLength(text) > bytesMax) {
    throw new Error(`The payload is larger than ${Math.round(bytesMax / 1024)} KB.`);
  }
  return JSON.parse(text);
}
