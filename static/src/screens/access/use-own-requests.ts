import { useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';
import type { OwnRequestsView, RequestView } from '#contract/views';
import { isOpenRequest } from '#domain/request/is-open-request';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { LISTED, pollDelay, WAITING } from '../../api/poll-delay';
import { useCall } from '../../components/use-call';
import { readPages } from '../../components/use-pages';
import { usePoll } from '../../components/use-poll';
import { useReturn } from '../../components/use-return';
import { merge } from './merge';

export interface OwnRequests {
  readonly requests: readonly RequestView[];
  /** Left out of what has been read. */
  readonly hidden: number;
  readonly unreadable: number;
  readonly hasMore: boolean;
  readonly reading: 'anew' | 'more' | undefined;
  readonly error: CallError | undefined;
  /** What has come by itself. */
  readonly said: string;
  readonly refresh: () => void;
  readonly readMore: () => void;
  /** One of them, as it is now. */
  readonly put: (request: RequestView) => void;
}

type Read = (at: { readonly cursor?: string }) => Promise<Answer<OwnRequestsView>>;
type Rest = Pick<OwnRequestsView, 'hidden' | 'unreadable' | 'cursor'>;

/**
 * One of the two lists. Whatever was shown stays where it is, as it is now, though it is in the list no more: whoever
 * decided it, or was about to, sees what came of it.
 */
export function useOwnRequests(read: Read, first: OwnRequestsView, isShown: boolean): OwnRequests {
  const [requests, setRequests] = useState(first.items);
  const [rests, setRests] = useState<readonly Rest[]>([first]);
  const [said, setSaid] = useState('');
  const take = (fresh: readonly RequestView[]) => setRequests((shown) => merge(shown, fresh));
  const anew = useCall(
    async () => {
      const pages = await readPages(read, rests.length);
      if (!pages.ok) return pages;
      const items = pages.value.flatMap((page) => page.items);
      const left = requests.filter(isOpen).filter(({ id }) => !items.some((one) => one.id === id));
      return {
        ok: true,
        value: { rests: pages.value, fresh: [...items, ...(await readEach(left))] },
      };
    },
    (value) => {
      setRests(value.rests);
      take(value.fresh);
    },
  );
  const more = useCall(
    (cursor: string) => read({ cursor }),
    (page) => {
      setRests((all) => [...all, page]);
      take(page.items);
    },
  );
  const cursor = rests.at(-1)?.cursor;
  const atWork = requests.filter(isAtWork).slice(0, FOLLOWED);
  usePoll(
    isShown && atWork.length > 0
      ? async (pause, isWanted) => {
          const fresh = await readEach(atWork);
          if (isWanted()) take(fresh);
          const moved = fresh.some(({ id, revision }) =>
            atWork.some((one) => one.id === id && one.revision !== revision),
          );
          return pollDelay(WAITING, pause, moved);
        }
      : undefined,
    pollDelay(WAITING, undefined, false),
    atWork.map(({ id }) => id).join(' '),
  );
  const lookAgain = async (isWanted: () => boolean) => {
    const page = await read({});
    const fresh = page.ok ? page.value.items : [];
    const added = fresh.filter(({ id }) => !requests.some((one) => one.id === id)).length;
    if (isWanted()) take(fresh);
    if (isWanted() && added > 0) setSaid(moreShown(added));
    return added > 0;
  };
  usePoll(
    isShown
      ? async (pause, isWanted) => pollDelay(LISTED, pause, await lookAgain(isWanted))
      : undefined,
    pollDelay(LISTED, undefined, false),
    '',
  );
  useReturn(() => {
    if (isShown) void lookAgain(() => true);
  });
  return {
    requests,
    hidden: rests.reduce((sum, { hidden }) => sum + hidden, 0),
    unreadable: rests.reduce((sum, { unreadable }) => sum + unreadable, 0),
    hasMore: cursor !== undefined,
    reading: anew.running ? 'anew' : more.running ? 'more' : undefined,
    error: anew.error ?? more.error,
    said,
    refresh: () => {
      more.clear();
      void anew.run();
    },
    readMore: () => {
      if (cursor !== undefined) void more.run(cursor);
    },
    put: (request) => take([request]),
  };
}

/** Each takes a call: the others have their turn once these are done. */
const FOLLOWED = 20;

const moreShown = (count: number) =>
  say('{count, plural, one {# more request} other {# more requests}} shown.', { count });
const isOpen = ({ state }: RequestView) => isOpenRequest(state);
const isAtWork = ({ state }: RequestView) => state === 'approved' || state === 'applying';

/** Each by itself: one that can't be read now stays as it was. */
async function readEach(requests: readonly RequestView[]): Promise<readonly RequestView[]> {
  const answers = await Promise.all(
    requests.map(({ id }) => callAccess('request.get', { requestId: id })),
  );
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
}
