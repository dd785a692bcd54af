import { useState } from 'preact/hooks';
import { say } from '#words/say';
import { Button } from './button';

const FIRST = 20;
const MORE = 100;

/** The first of many lines, and what shows more of them: thousands at once would make the page slow. */
export function useFirst<T>(lines: readonly T[]) {
  const [most, setMost] = useState(FIRST);
  const left = lines.length - most;
  return {
    first: lines.slice(0, most),
    more:
      left <= 0 ? null : (
        <div class="row">
          <Button onClick={() => setMost(most + MORE)}>
            {left <= MORE ? say('Show the rest') : say('Show {count} more', { count: MORE })}
          </Button>
          <span class="small">
            {say('{most} of {count} lines are shown.', { most, count: lines.length })}
          </span>
        </div>
      ),
  };
}
