import { randomBytes, randomUUID } from 'node:crypto';
import { machineNow } from '../../clock';
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
  readonly run: () => unknown;
}

/** The worker went away in the middle: killed, or out of time. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
}

/** Runs a function of the app in an invocation of its own. Rejects as the function does, or WorkerLost. */
export async function runFunction(options: RunOptions): Promise<unknown> {
  const { promise: death, reject: lose } = Promise.withResolvers<never>();
  const invocation: Invocation = {
    id: randomUUID(),
    functionKey: options.functionKey,
    moduleKey: options.moduleKey,
    moduleType: options.moduleType,
    accountId: options.accountId,
    runtime: {},
    calls: 0,
    egressCalls: 0,
    dead: false,
    die() {
      invocation.dead = true;
      lose(new WorkerLost('The worker was killed.'));
    },
    services: options.services,
  };
  const endsAt = machineNow() + options.timeoutSeconds * 1_000;
  Object.assign(invocation.runtime, runtimeOf(options, invocation, endsAt));
  const timer = setTimeout(() => {
    invocation.dead = true;
    lose(new WorkerLost(`The function ran out of time (${options.timeoutSeconds} s).`));
  }, options.timeoutSeconds * 1_000);
  timer.unref();
  try {
    return await Promise.race([invocations.run(invocation, async () => options.run()), death]);
  } finally {
    clearTimeout(timer);
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
      getRemainingTimeInMillis: () => Math.max(0, endsAt - machineNow()),
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
