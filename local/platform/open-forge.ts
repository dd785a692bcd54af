import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import './install-globals';
import { openEgressDoor } from '../forge/egress/egress-door';
import type { Forge, ForgeFaults, ForgeOptions, LogLine, ResolverCall } from '../forge/forge';
import { openKvs } from '../forge/kvs/open-kvs';
import { callProduct, refusal } from '../forge/product/call-product';
import { EventDelivery } from '../forge/queue/deliver-events';
import { queueDesk } from '../forge/queue/queue-desk';
import { QueueTable, type StoredEvent } from '../forge/queue/queue-table';
import {
  dynamicParameters,
  findModule,
  findResolverModule,
  resolverAnswer,
  resolverError,
  resolverParameters,
} from '../forge/resolver/invoke-resolver';
import { Alarm } from '../forge/runtime/alarm';
import { findFunction } from '../forge/runtime/app-modules';
import type { Invocation, InvocationServices, ProxyMeta } from '../forge/runtime/invocation';
import { Workers } from '../forge/runtime/workers';
import { type Schedule, ScheduleTable } from '../forge/scheduler/schedule-table';

/** How long what is running may go on when the platform closes. */
const GRACE = 2_000;
const LOG_LINES = 2_000;

interface Run {
  readonly functionKey: string | undefined;
  readonly use: 'resolver' | 'async';
  readonly moduleKey: string;
  readonly moduleType: string;
  readonly accountId?: string | undefined;
  readonly origin?: string | undefined;
  readonly parameters: readonly unknown[];
}

export function openForge(options: ForgeOptions): Forge {
  const { manifest, installation, clock, database } = options;
  const faults: ForgeFaults = {
    onWireCall: undefined,
    loseNextPushes: 0,
    duplicateEvents: false,
    queryLag: 0,
  };
  const log: LogLine[] = [];
  const kvs = openKvs(database, clock, manifest, faults);
  const events = new QueueTable(database, clock.now());
  const desk = queueDesk(events, manifest, faults);
  const schedule = new ScheduleTable(database, manifest, clock.now());
  const egress = openEgressDoor(manifest, options.internet);
  const workers = new Workers();
  const alarm = new Alarm({ now: () => clock.now(), nextAt, look });
  const delivery = new EventDelivery({
    table: events,
    now: () => clock.now(),
    faults,
    consume,
    onEnd: () => alarm.soon(),
  });
  const installContext = `ari:cloud:jira::site/${installation.cloudId}`;
  let exportsOfApp: Promise<Readonly<Record<string, unknown>>> | undefined;
  let stopListening = () => {};

  const services: InvocationServices = {
    call: callService,
    egress,
    onWireCall: (call) => faults.onWireCall?.(call) ?? 'go',
    log(line) {
      log.push({ at: clock.now(), ...line });
      if (log.length > LOG_LINES) log.splice(0, log.length - LOG_LINES);
    },
  };

  /** What `__forge_fetch__` reaches, by the meta that the packages send. */
  async function callService(
    invocation: Invocation,
    meta: ProxyMeta,
    target: string,
    init: RequestInit | undefined,
  ): Promise<Response> {
    const text = typeof init?.body === 'string' ? init.body : '';
    if (meta.type === 'kvs') return kvs.answer(target, JSON.parse(text));
    if (meta.type === 'fpp' && meta.remote === 'stargate') {
      return callQueue(invocation, target, text);
    }
    if (meta.type === 'fpp') return callProduct(options, invocation, meta, target, init);
    return refusal(400, 'INVALID_REMOTE');
  }

  function callQueue({ origin }: Invocation, target: string, text: string): Response {
    if (target.startsWith('/webhook/queue/publish/')) {
      const accepted = desk.acceptPush({ text, origin, now: clock.now() });
      alarm.soon();
      return accepted;
    }
    if (target.startsWith('/webhook/queue/stats/')) return desk.answerStats(text);
    if (target.startsWith('/webhook/queue/cancel/')) return desk.cancelJob(text);
    return refusal(400, 'INVALID_REMOTE');
  }

  async function run({ functionKey, use, parameters, ...of }: Run): Promise<unknown> {
    const { key, exportName, timeoutSeconds } = findFunction(manifest, functionKey, use);
    exportsOfApp ??= options.loadApp();
    const handler = (await exportsOfApp)[exportName];
    if (typeof handler !== 'function') {
      const text = `index does not export the handler "${exportName}".`;
      services.log({ level: 'error', invocationId: undefined, functionKey: key, text });
      throw new Error(text);
    }
    return workers.run({
      manifest,
      installation,
      services,
      functionKey: key,
      moduleKey: of.moduleKey,
      moduleType: of.moduleType,
      accountId: of.accountId,
      origin: of.origin,
      timeoutSeconds,
      run: () => handler(...parameters),
    });
  }

  async function invokeResolver(call: ResolverCall): Promise<unknown> {
    try {
      const { module, type } = findResolverModule(manifest, call.moduleKey);
      const answer = await run({
        functionKey: module.resolver?.function,
        use: 'resolver',
        moduleKey: module.key,
        moduleType: type,
        accountId: call.accountId,
        parameters: resolverParameters(call, installation),
      });
      return resolverAnswer(answer);
    } catch (error) {
      throw resolverError(error);
    }
  }

  async function dynamicProperties(
    call: Omit<ResolverCall, 'functionKey' | 'payload'>,
  ): Promise<unknown> {
    const { module, type } = findModule(manifest, call.moduleKey, 'dynamicProperties');
    const answer = await run({
      functionKey: module.dynamicProperties?.function,
      use: 'resolver',
      moduleKey: module.key,
      moduleType: type,
      accountId: call.accountId,
      parameters: dynamicParameters(call, installation),
    });
    return resolverAnswer(answer);
  }

  function consume(event: StoredEvent, parameter: object): Promise<unknown> {
    const { queueName, jobId } = event;
    const consumer = (manifest.modules.consumer ?? []).find(({ queue }) => queue === queueName);
    return run({
      functionKey: consumer?.function,
      use: 'async',
      moduleKey: consumer?.key ?? '',
      moduleType: 'consumer',
      origin: events.originOf(jobId),
      parameters: [parameter, { installContext, license: undefined }],
    });
  }

  async function runSchedule({ moduleKey, functionKey }: Schedule): Promise<void> {
    const context = { cloudId: installation.cloudId, moduleKey };
    try {
      await run({
        functionKey,
        use: 'async',
        moduleKey,
        moduleType: 'scheduledTrigger',
        parameters: [
          { context, contextToken: randomUUID() },
          { installContext, license: undefined },
        ],
      });
    } catch {
      // doc: a scheduled trigger that throws is not tried again before its next interval. It is logged.
    }
  }

  async function runDueSchedules(): Promise<boolean> {
    const due = schedule.all().filter(({ at }) => at <= clock.now());
    for (const one of due) schedule.moveOn(one, clock.now());
    await Promise.all(due.map(runSchedule));
    return due.length > 0;
  }

  function look(): void {
    delivery.startDue();
    void runDueSchedules();
  }

  function nextAt(): number | undefined {
    const [schedules] = schedule.all();
    const ats = [events.nextDueAfter(clock.now()), schedules?.at].filter((at) => at !== undefined);
    return ats.length === 0 ? undefined : Math.min(...ats);
  }

  const ends = () => [...delivery.ends(), ...workers.ends()];

  return {
    invokeResolver,
    dynamicProperties,
    kvs,
    faults,
    log,
    queue: {
      pending: () =>
        [...events.inState('waiting'), ...events.inState('running')].sort(
          (one, other) => one.dueAt - other.dueAt,
        ),
      get dropped() {
        return events.inState('failed');
      },
    },
    scheduler: {
      async run(moduleKey) {
        const found = schedule.all().find((one) => one.moduleKey === moduleKey);
        if (found === undefined) {
          throw new Error(`The manifest has no scheduled trigger "${moduleKey}".`);
        }
        await runSchedule(found);
      },
      next: () => schedule.all().map(({ moduleKey, at }) => ({ moduleKey, at })),
    },
    deploy() {
      exportsOfApp = undefined;
    },
    start() {
      stopListening();
      stopListening = clock.onAdvance(() => alarm.ring());
      alarm.start();
    },
    async settle() {
      for (;;) {
        const ran = await runDueSchedules();
        const started = delivery.startDue();
        if (ends().length > 0) await Promise.race(ends());
        else if (!ran && started === 0) return;
      }
    },
    async close() {
      stopListening();
      alarm.stop();
      const allEnded = (async () => {
        while (ends().length > 0) await Promise.all(ends());
      })();
      await Promise.race([allEnded, wait(GRACE, undefined, { ref: false })]);
      workers.killAll();
      await allEnded;
    },
  };
}
