import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '#words/say';

interface Look {
  readonly at: number;
  readonly left: number;
}

/** Looks that are older say little about how fast it goes now. */
const WINDOW_MS = 30_000;
const ENOUGH_MS = 3_000;

/** Milliseconds until nothing is left, from how it went lately; undefined as long as that can't be told. */
export function timeLeft(looks: readonly Look[]): number | undefined {
  const [first, last] = [looks[0], looks[looks.length - 1]];
  if (first === undefined || last === undefined) return undefined;
  const [took, done] = [last.at - first.at, first.left - last.left];
  if (took < ENOUGH_MS || done <= 0 || last.left === 0) return undefined;
  return (last.left * took) / done;
}

export function useTimeLeft(left: number): number | undefined {
  const looks = useRef<readonly Look[]>([]);
  const [estimate, setEstimate] = useState<number>();
  useEffect(() => {
    const at = Date.now();
    const recent = looks.current.filter((look) => at - look.at <= WINDOW_MS && look.left >= left);
    looks.current = [...recent, { at, left }];
    setEstimate(timeLeft(looks.current));
  }, [left]);
  return estimate;
}

/** `less than a minute`, `about 3 minutes`: as exactly as such an estimate is. */
export function leftInWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 1
    ? say('Less than a minute left.')
    : say('{count, plural, one {About a minute left.} other {About # minutes left.}}', {
        count: minutes,
      });
}
