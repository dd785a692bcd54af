import type { ForgeOptions } from '../forge';
import { installContextOf } from '../runtime/install-context';
import type { RunApp } from '../runtime/run-app';
import type { DeliverOptions } from './deliver-events';
import type { QueueTable } from './queue-table';

/** Runs the consumer of an event's queue, as part of the chain that pushed the event. */
export function eventConsumer(
  { manifest, installation }: ForgeOptions,
  table: QueueTable,
  run: RunApp,
): DeliverOptions['consume'] {
  return ({ queueName, jobId }, parameter) => {
    const consumer = (manifest.modules.consumer ?? []).find(({ queue }) => queue === queueName);
    return run({
      functionKey: consumer?.function,
      use: 'async',
      moduleKey: consumer?.key ?? '',
      moduleType: 'consumer',
      origin: table.originOf(jobId),
      parameters: [
        parameter,
        { installContext: installContextOf(installation), license: undefined },
      ],
    });
  };
}
