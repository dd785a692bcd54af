import { behindPage, type ListRound, roundDue } from '#domain/projection/list-round';
import type { Clock } from '#ports/clock';
import type { ListRounds } from '#ports/list-rounds';
import type { Log } from '#ports/log';
import { PlatformFailure } from '#ports/platform-failure';
import { eachAlone } from '../sweep/each-alone';
import { type ProjectPorts, project } from './project';

export interface CheckListsPorts extends ProjectPorts {
  readonly listRounds: ListRounds;
  readonly clock: Clock;
  readonly log: Log;
}

/** Requests of a page. */
const PAGE = 25;
/** Pages of one sweep: what it costs does not depend on how many requests there are. */
const PAGES = 4;

/** Holds the lists against the requests, once a day and some in each sweep. Answers how many were not right. */
export async function checkLists(
  ports: CheckListsPorts,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const round = roundDue(await ports.listRounds.current(), ports.clock.now());
  if (round === undefined) return 0;
  const after = await goOn(ports, round, PAGES, mayGoOn);
  return after.mended - round.mended;
}

/** So many pages further, or to its end. Each page is noted: a round that dies goes on behind it. */
export async function goOn(
  ports: CheckListsPorts,
  begun: ListRound,
  pages: number,
  mayGoOn: () => boolean,
): Promise<ListRound> {
  let round = begun;
  for (let page = 0; page < pages && round.endedAt === undefined && mayGoOn(); page += 1) {
    const { ids, cursor } = await nextPage(ports, round);
    let failed = 0;
    const mended = await eachAlone(
      ports,
      ids,
      (id) => project(ports, id, { looks: true }),
      async () => {
        failed += 1;
      },
    );
    const seen = { looked: round.kind === 'request' ? ids.length : 0, mended, failed };
    round = behindPage(round, seen, cursor, ports.clock.now());
    await ports.listRounds.keep(round);
  }
  return round;
}

async function nextPage({ projections }: CheckListsPorts, { kind, cursor }: ListRound) {
  try {
    return await projections.ids(kind, cursor, PAGE);
  } catch (error) {
    // A cursor that the store no longer takes: this kind is begun anew.
    const isRefused = error instanceof PlatformFailure && !error.retryable;
    if (cursor === undefined || !isRefused) throw error;
    return projections.ids(kind, undefined, PAGE);
  }
}
