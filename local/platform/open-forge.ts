import { setTimeout as wait } from 'node:timers/promises';
import './install-globals';
import { openEgress } from '../forge/egress/egress';
import type { Forge, ForgeFaults, ForgeOptions } from '../forge/forge';
import { openKvs } from '../forge/kvs/open-kvs';
import { serviceCaller } from '../forge/product/call-service';
import { eventConsumer } from '../forge/queue/consume-event';
import { EventDelivery } from '../forge/queue/deliver-events';
import { localQueue } from '../forge/queue/local-queue';
import { queueApi } from '../forge/queue/queue-api';
import { QueueTable } from '../forge/queue/queue-table';
import { moduleCaller } from '../forge/resolver/call-module';
import { Alarm } from '../forge/runtime/alarm';
import type { InvocationServices } from '../forge/runtime/invocation';
import { keepLog } from '../forge/runtime/keep-log';
import { appRunner } from '../forge/runtime/run-app';
import { Workers } from '../forge/runtime/workers';
import { scheduleRunner } from '../forge/scheduler/run-schedules';
import { tellTriggers } from '../forge/trigger/tell-triggers';
import { readMeta, writeMeta } from '../machine/database';

/** That the app was taken off the site is kept between runs. */
const UNINSTALLED = 'uninstalled';
/** How long what is running may go on when the platform closes. */
const GRACE = 2_000;

export function openForge(options: ForgeOptions): Forge {
  const { manifest, clock, database } = options;
  const now = () => clock.now();
  const faults: ForgeFaults = {
    onWireCall: undefined,
    loseNextPushes: 0,
    loseNextTold: 0,
    duplicateEvents: false,
    queryLag: 0,
    absenceMeetsNothing: false,
  };
  const log = keepLog(clock);
  const kvs = openKvs(database, clock, manifest, faults);
  const events = new QueueTable(database, now());
  const alarm = new Alarm({ now, nextAt, look });
  const desk = queueApi(events, manifest, faults);
  const services: InvocationServices = {
    call: serviceCaller(options, { kvs, desk, onPush: () => alarm.soon() }),
    egress: openEgress(manifest, options.internet),
    onWireCall: (call) => faults.onWireCall?.(call) ?? 'go',
    log: log.add,
  };
  const workers = new Workers();
  const { run, deploy } = appRunner(options, services, workers);
  const scheduler = scheduleRunner(options, run);
  const triggers = tellTriggers(options, faults, run, () => alarm.soon());
  const consume = eventConsumer(options, events, run);
  const onEnd = () => alarm.soon();
  const delivery = new EventDelivery({ table: events, now, faults, consume, onEnd });
  const ends = () => [...delivery.ends(), ...workers.ends()];
  let stopListening = () => {};
  let isInstalled = readMeta(database, UNINSTALLED) !== 'yes';

  function setInstalled(next: boolean): void {
    isInstalled = next;
    writeMeta(database, UNINSTALLED, next ? 'no' : 'yes');
  }
  const caller = moduleCaller(options, run);
  const whileInstalled = <Call>(call: (of: Call) => Promise<unknown>) => {
    return async (of: Call) => {
      if (!isInstalled) throw new Error('The app is not installed.');
      return call(of);
    };
  };

  function look(): void {
    if (!isInstalled) return;
    delivery.startDue();
    void scheduler.runDue();
    void triggers.runDue();
  }

  function nextAt(): number | undefined {
    if (!isInstalled) return undefined;
    const ats = [events.nextDueAfter(now()), scheduler.nextAt()].filter((at) => at !== undefined);
    return ats.length === 0 ? undefined : Math.min(...ats);
  }

  return {
    invokeResolver: whileInstalled(caller.invokeResolver),
    dynamicProperties: whileInstalled(caller.dynamicProperties),
    kvs,
    faults,
    log: log.lines,
    queue: localQueue(events),
    scheduler,
    tell(event) {
      if (isInstalled) triggers.tell(event);
    },
    get isInstalled() {
      return isInstalled;
    },
    beforeUninstall: triggers.beforeUninstall,
    async uninstall() {
      if (!isInstalled) return;
      await triggers.beforeUninstall();
      setInstalled(false);
      workers.killAll();
      while (ends().length > 0) await Promise.all(ends());
      triggers.forget();
      events.clear();
      kvs.clear();
    },
    install() {
      if (isInstalled) return;
      setInstalled(true);
      scheduler.begin();
      alarm.soon();
    },
    deploy,
    start() {
      stopListening();
      stopListening = clock.onAdvance(() => alarm.ring());
      alarm.start();
    },
    async settle() {
      while (isInstalled) {
        const told = await triggers.runDue();
        const ran = (await scheduler.runDue()) || told;
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
