/** Letters of several scripts, pairs of surrogates among them: next to nothing can be deflated. */
const SCRIPTS = [
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0x0400, 0x04ff],
  [0x20000, 0x2a6d0],
] as const;

/** As long as a name may be; another for each number. */
export function strangeName(place: number, length = 184): string {
  let seed = place + 1;
  const next = (below: number) => {
    seed = (seed * 48_271) % 0x7fffffff;
    return seed % below;
  };
  let name = '';
  while (name.length < length) {
    const [from, to] = SCRIPTS[next(SCRIPTS.length)] ?? SCRIPTS[0];
    name += String.fromCodePoint(from + next(to - from));
  }
  return name.slice(0, length).toWellFormed();
}
