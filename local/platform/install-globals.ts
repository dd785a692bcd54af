import { captureConsole } from '../forge/runtime/capture-console';
import { invocations, overTheWire, type ProxyMeta } from '../forge/runtime/invocation';
import { installClock } from '../machine/clock';

/**
 * Puts Forge's globals in place. Has to be loaded before any `@forge/*` package: `@forge/api` captures
 * `fetch` and `@forge/kvs` looks at the runtime as they load (@forge/api 8.3.0 out/api/fetch.js,
 * @forge/kvs 1.6.5 out/index.js). Which app and which invocation a call belongs to is known by the
 * asynchronous context it is made in.
 */
export const machineFetch: typeof fetch = globalThis.fetch.bind(globalThis);

installClock();
captureConsole();

Object.defineProperty(globalThis, '__forge_runtime__', {
  configurable: true,
  get: () => invocations.getStore()?.runtime,
});

Object.defineProperty(globalThis, '__forge_fetch__', {
  configurable: true,
  value: async (meta: ProxyMeta, target: string, init?: RequestInit): Promise<Response> => {
    const invocation = invocations.getStore();
    if (invocation === undefined) throw new Error('Forge runtime not found.');
    const service = target.startsWith('/webhook/queue/') ? 'queue' : (meta.remote ?? meta.type);
    const label = `${service} ${init?.method ?? 'GET'} ${target}`;
    return overTheWire(invocation, label, () =>
      invocation.services.call(invocation, meta, target, init),
    );
  },
});

/** The app's own fetch is the door to the outside; everybody else's is the machine's. */
globalThis.fetch = (async (input: string | URL | Request, init?: RequestInit) => {
  const invocation = invocations.getStore();
  if (invocation === undefined) return machineFetch(input, init);
  const request = new Request(input, init);
  return overTheWire(invocation, `egress ${request.method} ${request.url}`, () =>
    invocation.services.egress(invocation, request),
  );
}) as typeof fetch;
