import type { PlatformClock } from '../../machine/clock';
import type { LogLine } from '../forge';

const LINES = 2_000;

/** The newest lines, of which each gets its time as it comes. */
export function keepLog(clock: PlatformClock) {
  const lines: LogLine[] = [];
  return {
    lines,
    add(line: Omit<LogLine, 'at'>): void {
      lines.push({ at: clock.now(), ...line });
      if (lines.length > LINES) lines.splice(0, lines.length - LINES);
    },
  };
}
