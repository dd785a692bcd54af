import { JqlError } from './jql-tokens';
import type { Operand } from './parse-jql';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS = { m: MINUTE, h: 60 * MINUTE, d: DAY, w: 7 * DAY } as const;
const PERIOD = /^([+-]?)((?:\d+[mhdw]\s*)+)$/;
const LOCAL = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/;
/** doc: Jira entity property, JQL examples of dates. */
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;

/** An instant that a query names, in the time zone of the site’s people: UTC here. */
export function instantOf(operand: Operand, field: string, now: number): number {
  if (operand.kind === 'function') return instantOfFunction(operand, field, now);
  const text = operand.kind === 'value' ? operand.value : '';
  const period = periodOf(text);
  if (period !== undefined) return now + period;
  if (ISO.test(text)) return Date.parse(text);
  const [, year, month, day, hours = '0', minutes = '0'] = LOCAL.exec(text) ?? [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes));
  if (Number.isNaN(at)) throw new JqlError(invalid(text, field));
  return at;
}

const invalid = (text: string, field: string) =>
  `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`;

function periodOf(text: string): number | undefined {
  const [, sign, parts] = PERIOD.exec(text.trim()) ?? [];
  if (parts === undefined) return undefined;
  const length = [...parts.matchAll(/(\d+)([mhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS],
    0,
  );
  return sign === '-' ? -length : length;
}

function instantOfFunction(
  { name, arguments: given }: Extract<Operand, { kind: 'function' }>,
  field: string,
  now: number,
): number {
  const midnight = now - (now % DAY);
  // doc: JQL functions: an increment of days where it names no unit.
  const [by = '0'] = given;
  const period = periodOf(/[mhdw]$/.test(by) ? by : `${by}d`);
  if (period === undefined) throw new JqlError(invalid(by, field));
  switch (name.toLowerCase()) {
    case 'now':
      return now;
    case 'startofday':
      return midnight + period;
    case 'endofday':
      return midnight + DAY - 1 + period;
    default:
      throw new JqlError(`Unable to find JQL function '${name}(${given.join(', ')})'.`);
  }
}
