/** A policy is nested seven deep; brackets in names are none of it, and may be left open. */
const DEEPEST = 100;

/** Whether a file is nested so deep that reading it would take more room than there is. */
export function isTooDeep(text: string): boolean {
  let open = 0;
  for (const line of text.split('\n')) {
    if (marksBefore(line) > DEEPEST) return true;
    for (const sign of line) {
      if (sign === '[' || sign === '{') open += 1;
      else if ((sign === ']' || sign === '}') && open > 0) open -= 1;
      if (open > DEEPEST) return true;
    }
  }
  return false;
}

/** Lists in lists that begin in one line: `- - - `. */
function marksBefore(line: string): number {
  let marks = 0;
  for (const sign of line) {
    if (sign === '-' || sign === '?' || sign === ':') marks += 1;
    else if (sign !== ' ' && sign !== '\t') break;
  }
  return marks;
}
