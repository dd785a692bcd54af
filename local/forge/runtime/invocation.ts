import { AsyncLocalStorage } from 'node:async_hooks';
import { takeMoment } from '../../machine/clock';
import type { FateOfCall, LogLine, WireCall } from '../forge';

/** One run of one function of the app. */
export interface Invocation {
  readonly id: string;
  /** The invocation that a chain of queued work began with; its own where it begins one. */
  readonly origin: string;
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  readonly timeoutSeconds: number;
  /** The verified user; undefined where nobody is behind it (queue, schedule). */
  readonly accountId: string | undefined;
  /** `__forge_runtime__` as the packages read it. */
  readonly runtime: object;
  /** Calls made so far, for fault injection, and of them those to the outside, for their limit. */
  calls: number;
  egressCalls: number;
  /** What it has logged, for the limits of its log. */
  readonly logged: { lines: number; bytes: number; isCut: boolean };
  /** Only while it runs does anything that it awaits come back. */
  state: 'running' | 'returned' | 'lost';
  lose(how: 'killed' | 'timedOut'): void;
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
  onWireCall(call: WireCall): FateOfCall | Promise<FateOfCall>;
  log(line: Omit<LogLine, 'at'>): void;
}

export interface ProxyMeta {
  readonly type: string;
  readonly provider?: string;
  readonly remote?: string;
  readonly accountId?: string;
}

export const invocations = new AsyncLocalStorage<Invocation | undefined>();

/** One for each that waits: what is shared by all would keep every one of them, and its whole site. */
const never = () => new Promise<never>(() => undefined);

/**
 * One call over the wire, with the faults that were asked for: a worker can be killed before a call or
 * after it took effect, and then nothing of it goes on. Nor does what a function left unawaited when it
 * returned (doc: Forge Node.js runtime: such promises may be suspended, and resumed never).
 */
export async function overTheWire(
  invocation: Invocation,
  target: string,
  send: () => Promise<Response>,
): Promise<Response> {
  const { id, functionKey, moduleKey, services } = invocation;
  if (invocation.state === 'returned') {
    const text = `A call was made after the function had returned, and is lost: ${target}`;
    services.log({ level: 'warn', invocationId: id, functionKey, text });
  }
  if (invocation.state !== 'running') return never();
  const answer = services.onWireCall({
    invocationId: id,
    functionKey,
    moduleKey,
    index: invocation.calls++,
    target,
  });
  // Not awaited where nobody waits: it would change what comes first.
  const fate = answer instanceof Promise ? await answer : answer;
  if (fate === 'kill') {
    invocation.lose('killed');
    return never();
  }
  takeMoment();
  // What answers is not the app: its own log lines and calls are nothing of the invocation's.
  const response = await invocations.run(undefined, send);
  if (fate === 'killAfter') invocation.lose('killed');
  return isRunning(invocation) ? response : never();
}

const isRunning = ({ state }: Invocation): boolean => state === 'running';
