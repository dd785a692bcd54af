import type { ForgeFaults, ForgeOptions, ToldEvent } from '../forge';
import { installContextOf } from '../runtime/install-context';
import type { RunApp } from '../runtime/run-app';

interface Waiting {
  readonly moduleKey: string;
  readonly functionKey: string | undefined;
  readonly moduleType: 'trigger' | 'preUninstall';
  readonly event: ToldEvent | undefined;
}

export interface Triggers {
  tell(event: ToldEvent): void;
  /** Runs what the manifest has run before the app goes. */
  beforeUninstall(): Promise<void>;
  /** What waits is not delivered any more. */
  forget(): void;
  /** Delivers what waits; false where nothing did. */
  runDue(): Promise<boolean>;
}

/** doc: Forge trigger: a function for each event that it names. One that throws is not called again here. */
export function tellTriggers(
  { manifest, installation }: ForgeOptions,
  faults: ForgeFaults,
  run: RunApp,
  onTold: () => void,
): Triggers {
  const triggers = manifest.modules.trigger ?? [];
  let waiting: Waiting[] = [];

  async function runOne({ moduleKey, functionKey, moduleType, event }: Waiting): Promise<void> {
    try {
      await run({
        functionKey,
        use: 'async',
        moduleKey,
        moduleType,
        // doc: pre-uninstall trigger: nobody is signed in.
        parameters: [event ?? {}, { installContext: installContextOf(installation) }],
      });
    } catch {
      // It is logged, and lost.
    }
  }

  return {
    forget() {
      waiting = [];
    },
    async beforeUninstall() {
      for (const { key, function: functionKey } of manifest.modules.preUninstall ?? []) {
        await runOne({ moduleKey: key, functionKey, moduleType: 'preUninstall', event: undefined });
      }
    },
    tell(event) {
      const named = triggers.filter(({ events }) => events?.includes(event.eventType) === true);
      if (named.length === 0) return;
      if (faults.loseNextTold > 0) {
        faults.loseNextTold -= 1;
        return;
      }
      const times = faults.duplicateEvents ? 2 : 1;
      for (const { key, function: functionKey } of named) {
        for (let time = 0; time < times; time += 1) {
          waiting.push({ moduleKey: key, functionKey, moduleType: 'trigger', event });
        }
      }
      onTold();
    },
    async runDue() {
      const due = waiting;
      waiting = [];
      await Promise.all(due.map(runOne));
      return due.length > 0;
    },
  };
}
