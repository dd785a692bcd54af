import { useState } from 'preact/hooks';
import type { HeldView, OwnHeldView } from '#contract/views';
import { nameEntitlement } from '#words/access-names';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { pollDelay, WAITING } from '../../api/poll-delay';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Explain } from '../../components/explain';
import { usePages } from '../../components/use-pages';
import { usePoll } from '../../components/use-poll';
import { Waiting } from '../../components/waiting';
import { explainOwnAccessError } from '../../words/own-access-error';
import { AskAgain } from './ask-again';
import { Besides, Unreadable } from './besides';
import { HeldCard } from './held-card';
import { ReturnAccess } from './return-access';

export interface MyAccessProps {
  readonly siteUrl: string | undefined;
  readonly isShown: boolean;
}

/** What the reader has, and had: through the app, and otherwise. */
export function MyAccess(props: MyAccessProps) {
  return (
    <Explain.Provider value={explainOwnAccessError}>
      <AllAccess {...props} />
    </Explain.Provider>
  );
}

function AllAccess({ siteUrl, isShown }: MyAccessProps) {
  const pages = usePages<HeldView, OwnHeldView>((at) => callAccess('access.held', at), '', {
    keepsLength: true,
  });
  const ending = pages.items.filter(({ standing }) => standing.state === 'ending');
  usePoll(
    isShown && ending.length > 0
      ? async (pause) => {
          pages.reload();
          return pollDelay(WAITING, pause, false);
        }
      : undefined,
    pollDelay(WAITING, undefined, false),
    ending.map(({ key }) => key).join(' '),
  );
  const [returned, setReturned] = useState<string>();
  const [asking, setAsking] = useState<string>();
  if (pages.pages === undefined) {
    return pages.error === undefined ? (
      <Waiting />
    ) : (
      <ErrorMessage error={pages.error} onRetry={pages.reload} />
    );
  }
  const put = (held: HeldView) => {
    pages.change((page) => ({
      ...page,
      items: page.items.map((one) => (one.key === held.key ? held : one)),
    }));
    setReturned(held.key);
    // The button is gone with it.
    document.getElementById(`held-${held.key}`)?.focus();
  };
  const last = pages.items.find(({ key }) => key === returned);
  const unreadable = pages.pages.reduce((sum, page) => sum + page.unreadable, 0);
  const had = pages.items.filter(isOver);
  const has = pages.items.filter((one) => !isOver(one));
  const cards = (all: readonly HeldView[]) =>
    all.map((held) => (
      <HeldCard key={held.key} held={held} siteUrl={siteUrl}>
        <AskAgain
          held={held}
          isAsking={asking === held.key}
          onAsk={(isAsking) => setAsking(isAsking ? held.key : undefined)}
        />
        <ReturnAccess held={held} onReturned={put} />
      </HeldCard>
    ));
  const more = pages.hasMore && (
    <div>
      <Button busy={pages.loading ? say('Loading…') : undefined} onClick={pages.loadMore}>
        {say('Show more access')}
      </Button>
    </div>
  );
  return (
    <div class="stack">
      <div>
        <Button
          kind="subtle"
          icon="refresh"
          busy={pages.loading ? say('Loading…') : undefined}
          onClick={pages.reload}
        >
          {say('Refresh')}
        </Button>
      </div>
      <p class={last === undefined ? 'hidden' : ''} role="status">
        {last !== undefined && cameOfReturn(last)}
      </p>
      <section class="stack" aria-labelledby="has">
        <h2 id="has">{say('What you have through this app')}</h2>
        {has.length === 0 && unreadable === 0 && (
          <p>
            {say(
              'Nothing yet. Once something is approved for you, you see it here: where it comes from, until when you have it, and who approved it.',
            )}
          </p>
        )}
        {cards(has)}
        {had.length === 0 && more}
        {unreadable > 0 && <Unreadable count={unreadable} />}
      </section>
      <Besides siteUrl={siteUrl} />
      {had.length > 0 && (
        <section class="stack" aria-labelledby="had">
          <h2 id="had">{say('What has ended')}</h2>
          {cards(had)}
          {more}
        </section>
      )}
      <ErrorMessage error={pages.error} />
    </div>
  );
}

function cameOfReturn({ entitlement, standing }: HeldView): string {
  const access = nameEntitlement(entitlement);
  return standing.state === 'ended'
    ? say('You have returned {access}, and do not have it any more.', { access })
    : say('You have returned {access}: it is being taken from you.', { access });
}

const isOver = ({ standing }: HeldView) => standing.state === 'ended';
