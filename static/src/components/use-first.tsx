import { useState } from 'preact/hooks';
import { grouped } from '../words/listing';
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
            Show {left <= MORE ? 'the rest' : `${MORE} more`}
          </Button>
          <span class="small">
            {grouped(most)} of {grouped(lines.length)} lines are shown.
          </span>
        </div>
      ),
  };
}
