import type { ListRoundView, ListsView } from '#contract/views';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { AT_WORK, pollDelay } from '../../api/poll-delay';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Loaded } from '../../components/loaded';
import { sayWithElements } from '../../components/say-with-elements';
import { Section } from '../../components/section';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';
import { usePoll } from '../../components/use-poll';
import { When } from '../../components/when';

/** The lists that people find requests in: held against the requests each day, and made anew when an admin says so. */
export function RequestLists() {
  const load = useLoad(() => callAdmin('lists.load', {}));
  const rebuild = useCall(
    () => callAdmin('lists.rebuild', {}),
    (round) => load.change((view) => ({ ...view, round })),
  );
  const isGoingOn = load.value?.round !== undefined && load.value.round.endedAt === undefined;
  const look = async (pause: number, isWanted: () => boolean) => {
    const answer = await callAdmin('lists.load', {});
    const hasMoved = answer.ok && answer.value.round?.looked !== load.value?.round?.looked;
    if (answer.ok && isWanted()) load.change(() => answer.value);
    return pollDelay(AT_WORK, pause, hasMoved);
  };
  usePoll(isGoingOn ? look : undefined, AT_WORK.first, 'lists');
  return (
    <Section id="lists-title" title={say('Lists of requests')} kind="box">
      <p class="subtle">
        {say(
          'What waits for somebody, and what they have asked for, is found in lists that are made from the requests. The app holds them against the requests once a day. Make them again if somebody does not find a request on their Access page.',
        )}
      </p>
      <Loaded load={load}>{(view) => <Round view={view} />}</Loaded>
      <ErrorMessage error={rebuild.error} />
      <div>
        <Button
          busy={rebuild.running ? say('Starting…') : undefined}
          onClick={() => void rebuild.run()}
        >
          {say('Make the lists again')}
        </Button>
      </div>
    </Section>
  );
}

function Round({ view: { round, now } }: { readonly view: ListsView }) {
  if (round === undefined)
    return <p role="status">{say('They were never held against the requests so far.')}</p>;
  return (
    <div role="status">
      <p>
        {round.endedAt === undefined
          ? say(
              'Going on: {looked, plural, one {# request} other {# requests}} looked at so far, {mended} not as they should be.',
              { looked: round.looked, mended: round.mended },
            )
          : sayWithElements(
              'Held against the requests {when}: {looked, plural, one {# request} other {# requests}} looked at, {mended} mended.',
              {
                when: <When at={round.endedAt} now={now} />,
                looked: round.looked,
                mended: round.mended,
              },
            )}
      </p>
      <Failed round={round} />
    </div>
  );
}

function Failed({ round: { failed } }: { readonly round: ListRoundView }) {
  if (failed === 0) return null;
  return (
    <p>
      {say(
        '{failed, plural, one {# request} other {# requests}} could not be looked at. The next round tries again.',
        { failed },
      )}
    </p>
  );
}
