import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogLine, WireCall } from '../forge';

/** One run of one function of the app. */
export interface Invocation {
  readonly id: string;
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  /** The verified user; undefined where nobody is behind it (queue, schedule). */
  readonly accountId: string | undefined;
  /** `__forge_runtime__` as the packages read it. */
  readonly runtime: object;
  /** Calls made so far, for fault injection, and of them those to the outside, for their limit. */
  calls: number;
  egressCalls: number;
  /** A worker that was killed: nothing it awaits ever comes back. */
  dead: boolean;
  die(): void;
  readonly services: InvocationServices;
}

/** What the installed app's invocations reach; of the Forge that started the invocation. */
export interface InvocationServices {
  /** `__forge_fetch__`: product, storage and queue. */
  call(
    invocation: Invocation,
    meta: ProxyMeta,
    target: string,
    init?: RequestInit,
  ): Promise<Response>;
  /** The app's global `fetch`. */
  egress(invocation: Invocation, request: Request): Promise<Response>;
  onWireCall(call: WireCall): 'go' | 'kill' | 'killAfter';
  log(line: Omit<LogLine, 'at'>): void;
}

export interface ProxyMeta {
  readonly type: string;
  readonly provider?: string;
  readonly remote?: string;
  readonly accountId?: string;
}

export const invocations = new AsyncLocalStorage<Invocation>();

const NEVER = new Promise<never>(() => undefined);

/**
 * One call over the wire, with the faults that were asked for: a worker can be killed before a call or
 * after it took effect, and then nothing of it goes on.
 */
export async function overTheWire(
  invocation: Invocation,
  target: string,
  send: () => Promise<Response>,
): Promise<Response> {
  if (invocation.dead) return NEVER;
  const { id, functionKey, moduleKey, services } = invocation;
  const fate = services.onWireCall({
    invocationId: id,
    functionKey,
    moduleKey,
    index: invocation.calls++,
    target,
  });
  if (fate === 'kill') {
    invocation.die();
    return NEVER;
  }
  const response = await send();
  if (fate === 'killAfter') invocation.die();
  return invocation.dead ? NEVER : response;
}
