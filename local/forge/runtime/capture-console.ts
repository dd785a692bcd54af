import { format } from 'node:util';
import { type Invocation, invocations } from './invocation';

const LEVELS = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;

/** doc: Forge debugging limits: lines for each started minute of the timeout, and bytes, an invocation. */
const LINES_A_MINUTE = 100;
const BYTES_MAX = 200 * 1024;

let captured = false;

/** What an app writes to its console goes to its log, not to the terminal of the local platform. */
export function captureConsole(): void {
  if (captured) return;
  captured = true;
  for (const [method, level] of Object.entries(LEVELS)) {
    const original = console[method as keyof typeof LEVELS].bind(console);
    console[method as keyof typeof LEVELS] = (...parts: unknown[]) => {
      const invocation = invocations.getStore();
      if (invocation === undefined) original(...parts);
      else if (invocation.state !== 'lost') logLine(invocation, level, format(...parts));
    };
  }
}

/** What becomes of lines beyond the limits is not said in public: here they are dropped, with a word. */
function logLine(
  { id, functionKey, timeoutSeconds, logged, services }: Invocation,
  level: (typeof LEVELS)[keyof typeof LEVELS],
  text: string,
): void {
  if (logged.isCut) return;
  logged.lines += 1;
  logged.bytes += Buffer.byteLength(text);
  logged.isCut =
    logged.lines > Math.ceil(timeoutSeconds / 60) * LINES_A_MINUTE || logged.bytes > BYTES_MAX;
  const cut = 'The invocation has logged as much as it may: this line and later ones are dropped.';
  services.log({
    level: logged.isCut ? 'warn' : level,
    invocationId: id,
    functionKey,
    text: logged.isCut ? cut : text,
  });
}
