import { randomBytes, randomUUID } from 'node:crypto';
import { timerNow } from '../../machine/clock';
import type { ForgeManifest, Installation } from '../forge';
import { type Invocation, type InvocationServices, invocations } from './invocation';

export interface RunOptions {
  readonly manifest: ForgeManifest;
  readonly installation: Installation;
  readonly services: InvocationServices;
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  readonly accountId: string | undefined;
  readonly timeoutSeconds: number;
  /** The invocation whose queued work this is. */
  readonly origin?: string | undefined;
  /** Told before the function begins. */
  readonly onStart: (invocation: Invocation) => void;
  readonly run: () => unknown;
}

/** The worker went away in the middle: killed, or out of time. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';

  constructor(
    readonly how: 'killed' | 'timedOut',
    message: string,
  ) {
    super(message);
  }
}

/** Runs a function of the app in an invocation of its own. Rejects as the function does, or WorkerLost. */
export async function runFunction(options: RunOptions): Promise<unknown> {
  const { timeoutSeconds, functionKey, services } = options;
  const { promise: death, reject } = Promise.withResolvers<never>();
  const id = randomUUID();
  const invocation: Invocation = {
    id,
    origin: options.origin ?? id,
    functionKey,
    moduleKey: options.moduleKey,
    moduleType: options.moduleType,
    timeoutSeconds,
    accountId: options.accountId,
    runtime: {},
    calls: 0,
    egressCalls: 0,
    logged: { lines: 0, bytes: 0, isCut: false },
    state: 'running',
    lose(how) {
      if (invocation.state !== 'running') return;
      invocation.state = 'lost';
      // Words of Forge's log, of its changelog of April 2025.
      const timedOut = `Function timed out. Limit of ${timeoutSeconds} seconds`;
      reject(new WorkerLost(how, how === 'timedOut' ? timedOut : 'The worker was killed.'));
    },
    services,
  };
  const endsAt = timerNow() + timeoutSeconds * 1_000;
  Object.assign(invocation.runtime, runtimeOf(options, invocation, endsAt));
  const timer = setTimeout(() => invocation.lose('timedOut'), timeoutSeconds * 1_000);
  timer.unref();
  options.onStart(invocation);
  try {
    return await Promise.race([invocations.run(invocation, async () => options.run()), death]);
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    services.log({ level: 'error', invocationId: id, functionKey, text });
    throw error;
  } finally {
    clearTimeout(timer);
    if (invocation.state === 'running') invocation.state = 'returned';
  }
}

/** Read off what @forge/api, kvs and events take from it (package versions in docs/local-fidelity.md). */
function runtimeOf(options: RunOptions, invocation: Invocation, endsAt: number) {
  const { manifest, installation } = options;
  const contextAri = `ari:cloud:jira::site/${installation.cloudId}`;
  const stop = { stop: () => undefined };
  return {
    proxy: { token: randomBytes(16).toString('hex'), url: 'https://forge-proxy.local' },
    contextAri,
    appContext: {
      appId: manifest.app.id.split('/').at(-1),
      appVersion: '1.0.0',
      environmentId: ENVIRONMENT_ID,
      environmentType: 'DEVELOPMENT',
      invocationId: invocation.id,
      installationId: INSTALLATION_ID,
      functionKey: options.functionKey,
      moduleType: options.moduleType,
      moduleKey: options.moduleKey,
      installation: { ari: { installationId: INSTALLATION_ID }, contexts: [contextAri] },
      permissions: {
        scopes: manifest.permissions.scopes,
        external: manifest.permissions.external ?? {},
      },
    },
    aaid: options.accountId,
    license: undefined,
    lambdaContext: {
      awsRequestId: invocation.id,
      getRemainingTimeInMillis: () => Math.max(0, endsAt - timerNow()),
    },
    tracing: { traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') },
    metrics: {
      counter: () => ({ incr: () => undefined, decr: () => undefined }),
      gauge: () => ({ set: () => undefined }),
      timing: () => ({ measure: () => stop, set: () => undefined }),
    },
    externalAuth: [],
    featureFlags: {},
  };
}

export const ENVIRONMENT_ID = '5f2e9a31-4a0e-4d5b-9c2a-0d9c1f7e6b10';
const INSTALLATION_ID = '0b7c1d8e-3f57-4a8d-8f43-6a1c2e9d7f55';
