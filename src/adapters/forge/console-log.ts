import type { Log } from '#ports/log';
import { redactLogLine } from './redact-log-line';

type Fields = Readonly<Record<string, string | number>>;

/** One line of JSON each, as `forge logs` shows them. */
export const consoleLog: Log = {
  info: (message, fields) => console.info(lineOf('info', message, fields)),
  warn: (message, fields) => console.warn(lineOf('warn', message, fields)),
  error: (message, fields) => console.error(lineOf('error', message, fields)),
};

function lineOf(level: string, message: string, fields: Fields = {}): string {
  return redactLogLine(JSON.stringify({ level, message, ...fields }));
}
