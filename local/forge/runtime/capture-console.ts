import { format } from 'node:util';
import { invocations } from './invocation';

const LEVELS = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;

let captured = false;

/** What an app writes to its console goes to its log, not to the terminal of the local platform. */
export function captureConsole(): void {
  if (captured) return;
  captured = true;
  for (const [method, level] of Object.entries(LEVELS)) {
    const original = console[method as keyof typeof LEVELS].bind(console);
    console[method as keyof typeof LEVELS] = (...parts: unknown[]) => {
      const invocation = invocations.getStore();
      if (invocation === undefined) return original(...parts);
      const { id, functionKey, services } = invocation;
      services.log({ level, invocationId: id, functionKey, text: format(...parts) });
    };
  }
}
