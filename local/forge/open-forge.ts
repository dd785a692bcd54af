import { randomUUID } from 'node:crypto';
import './install-globals';
import { openEgressDoor } from './egress/egress-door';
import type { Forge, ForgeFaults, ForgeOptions, LogLine, ResolverCall } from './forge';
import { openKvs } from './kvs/open-kvs';
import { callProduct, refusal } from './product/call-product';
import { acceptPush, answerStats, cancelJob } from './queue/accept-push';
import { EventDelivery } from './queue/deliver-events';
import { QueueTable } from './queue/queue-table';
import { type FunctionOfApp, findFunction, findResolverModule } from './runtime/app-modules';
import type { Invocation, InvocationServices, ProxyMeta } from './runtime/invocation';
import { ENVIRONMENT_ID, runFunction } from './runtime/run-function';
import { ScheduleTable } from './scheduler/schedule-table';

/** How soon an event is noticed while the platform runs by itself. */
const POLL = 25;
const LOG_LINES = 2_000;
/** doc: Forge invocation limits: payload of a resolver and its answer. */
const REQUEST_MAX = 500 * 1024;
const ANSWER_MAX = 5 * 1024 * 1024;

export function openForge(options: ForgeOptions): Forge {
  const { manifest, installation, clock, database } = options;
  const faults: ForgeFaults = { onWireCall: undefined, loseNextPushes: 0, duplicateEvents: false };
  const log: LogLine[] = [];
  const kvs = openKvs(database, clock, manifest);
  const events = new QueueTable(database);
  const schedule = new ScheduleTable(database, manifest, clock.now());
  const egress = openEgressDoor(manifest, options.internet);
  let exportsOfApp: Promise<Readonly<Record<string, unknown>>> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();

  const services: Omit<InvocationServices, 'egress'> = {
    call: (invocation, meta, target, init) => callService(invocation, meta, target, init),
    onWireCall: (call) => faults.onWireCall?.(call) ?? 'go',
    log: (line) => write(line),
  };

  function write(line: Omit<LogLine, 'at'>): void {
    log.push({ at: clock.now(), ...line });
    if (log.length > LOG_LINES) log.splice(0, log.length - LOG_LINES);
  }

  /** What `__forge_fetch__` reaches, by the meta that the packages send. */
  async function callService(
    invocation: Invocation,
    meta: ProxyMeta,
    target: string,
    init: RequestInit | undefined,
  ): Promise<Response> {
    const text = typeof init?.body === 'string' ? init.body : '';
    if (meta.type === 'kvs') return kvs.answer(target, JSON.parse(text));
    if (meta.type === 'fpp' && meta.remote === 'stargate') return callQueue(target, text);
    if (meta.type === 'fpp') return callProduct(options, invocation, meta, target, init);
    return refusal(400, 'INVALID_REMOTE');
  }

  function callQueue(target: string, text: string): Response {
    if (target.startsWith('/webhook/queue/publish/')) {
      return acceptPush(events, manifest, faults, clock.now(), text);
    }
    if (target.startsWith('/webhook/queue/stats/')) return answerStats(events, text);
    if (target.startsWith('/webhook/queue/cancel/')) return cancelJob(events, text);
    return refusal(400, 'INVALID_REMOTE');
  }

  async function run(
    of: FunctionOfApp,
    module: { readonly key: string; readonly type: string },
    accountId: string | undefined,
    parameters: readonly unknown[],
  ): Promise<unknown> {
    exportsOfApp ??= options.loadApp();
    const handler = (await exportsOfApp)[of.exportName];
    if (typeof handler !== 'function') {
      throw new Error(`index does not export the handler "${of.exportName}".`);
    }
    try {
      return await runFunction({
        manifest,
        installation,
        services: {
          ...services,
          egress: (invocation, request) => egress(invocation, of.timeoutSeconds, request),
        },
        functionKey: of.key,
        moduleKey: module.key,
        moduleType: module.type,
        accountId,
        timeoutSeconds: of.timeoutSeconds,
        run: () => handler(...parameters),
      });
    } catch (error) {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      write({ level: 'error', invocationId: undefined, functionKey: of.key, text });
      throw error;
    }
  }

  const installContext = `ari:cloud:jira::site/${installation.cloudId}`;

  async function invokeResolver(call: ResolverCall): Promise<unknown> {
    const { module, moduleType } = findResolverModule(manifest, call.moduleKey);
    const payload = call.payload === undefined ? undefined : roundTrip(call.payload, REQUEST_MAX);
    const of = findFunction(manifest, module.resolver?.function, 'resolver');
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
    const answer = await run(of, { key: call.moduleKey, type: moduleType }, call.accountId, [
      { call: { functionKey: call.functionKey, payload }, context },
      { principal: { accountId: call.accountId }, installContext, license: undefined },
    ]);
    return answer === undefined ? undefined : roundTrip(answer, ANSWER_MAX);
  }

  async function runSchedule(moduleKey: string): Promise<void> {
    const due = schedule.all().find((one) => one.moduleKey === moduleKey);
    if (due === undefined) throw new Error(`The manifest has no scheduled trigger "${moduleKey}".`);
    schedule.ran(moduleKey, clock.now());
    const of = findFunction(manifest, due.functionKey, 'async');
    const context = { cloudId: installation.cloudId, moduleKey };
    try {
      await run(of, { key: moduleKey, type: 'scheduledTrigger' }, undefined, [
        { context, contextToken: randomUUID() },
        { installContext, license: undefined },
      ]);
    } catch {
      // doc: a scheduled trigger that throws is not tried again before its next interval. It is logged.
    }
  }

  const delivery = new EventDelivery({
    table: events,
    now: () => clock.now(),
    faults,
    consume(queueName, event) {
      const module = (manifest.modules.consumer ?? []).find(({ queue }) => queue === queueName);
      const of = findFunction(manifest, module?.function, 'async');
      const context = { installContext, license: undefined };
      return run(of, { key: module?.key ?? '', type: 'consumer' }, undefined, [event, context]);
    },
  });

  async function runDueSchedules(): Promise<boolean> {
    const due = schedule.all().filter(({ at }) => at <= clock.now());
    for (const { moduleKey } of due) await runSchedule(moduleKey);
    return due.length > 0;
  }

  async function settle(): Promise<void> {
    for (;;) {
      const ran = await runDueSchedules();
      const started = delivery.startDue();
      if (delivery.busy) await delivery.nextEnd();
      else if (!ran && started === 0) return;
    }
  }

  return {
    invokeResolver,
    kvs,
    faults,
    log,
    queue: {
      pending: () => events.inState('waiting', 'running'),
      get dropped() {
        return events.inState('failed');
      },
    },
    scheduler: {
      run: runSchedule,
      next: () => schedule.all().map(({ moduleKey, at }) => ({ moduleKey, at })),
    },
    start() {
      // Schedules hold up no event: both go on side by side.
      let schedules: Promise<unknown> = Promise.resolve();
      let scheduling = false;
      timer = setInterval(() => {
        delivery.startDue();
        if (scheduling) return;
        scheduling = true;
        schedules = runDueSchedules().finally(() => {
          scheduling = false;
        });
        work = schedules.then(() => undefined);
      }, POLL);
    },
    settle,
    async close() {
      clearInterval(timer);
      await work;
      while (delivery.busy) await delivery.nextEnd();
    },
  };
}

/** As JSON, the way everything crosses between page and function. */
function roundTrip(value: unknown, maxBytes: number): unknown {
  const text = JSON.stringify(value);
  if (text === undefined) return undefined;
  if (Buffer.byteLength(text) > maxBytes) {
    throw new Error(`The payload is larger than ${Math.round(maxBytes / 1024)} KB.`);
  }
  return JSON.parse(text);
}
