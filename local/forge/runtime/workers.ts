import type { Invocation } from './invocation';
import { type RunOptions, runFunction } from './run-function';

/** The invocations under way. */
export class Workers {
  private readonly running = new Map<Invocation, Promise<unknown>>();

  /** As `runFunction` does it. */
  run(options: Omit<RunOptions, 'onStart'>): Promise<unknown> {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    let started: Invocation | undefined;
    const outcome = runFunction({
      ...options,
      onStart: (invocation) => {
        started = invocation;
        this.running.set(invocation, ended);
      },
    });
    return outcome.finally(() => {
      if (started !== undefined) this.running.delete(started);
      end();
    });
  }

  /** One promise for each, resolved when it has ended, however it ended. */
  ends(): Promise<unknown>[] {
    return [...this.running.values()];
  }

  killAll(): void {
    for (const invocation of [...this.running.keys()]) invocation.lose('killed');
  }
}
