import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly fresh: boolean;
  readonly port: number;
  /** Whoever has started it tells when something was built anew. */
  readonly follow: boolean;
}

/** What to print in place of starting. */
export interface Instead {
  readonly says: string;
  readonly exitCode: 0 | 2;
}

const PORT = 8080;
const HIGHEST_PORT = 65_000;

const USAGE = `npm start -- [--port NUMBER] [--fresh]

  --port NUMBER  the port of the page, or the next one that is free; 0 takes any. Without it: ${PORT}
  --fresh        starts over: the company that is kept in .local is thrown away`;

/** Reads what stands behind `npm start --`. */
export function readStartOptions(args: readonly string[]): StartOptions | Instead {
  const read = readArgs(args);
  if (typeof read === 'string') return { says: `${read}.\n\n${USAGE}`, exitCode: 2 };
  if (read.help === true) return { says: USAGE, exitCode: 0 };
  const port = Number(read.port ?? PORT);
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT || read.port?.trim() === '') {
    return {
      says: `--port takes a number up to ${HIGHEST_PORT}, not "${read.port}".`,
      exitCode: 2,
    };
  }
  return { port, fresh: read.fresh === true, follow: read.follow === true };
}

/** Node's own words, where it can't be read. */
function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        fresh: { type: 'boolean' },
        port: { type: 'string' },
        follow: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowNegative: true,
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error)) throw error;
    const [sentence = ''] = error.message.split(/\.\s|\n/);
    return sentence;
  }
}
