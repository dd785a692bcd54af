import type { HeldView, OwnHeldView } from '#contract/views';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { usePages } from '../../components/use-pages';
import { Waiting } from '../../components/waiting';
import { Besides, Unreadable } from './besides';
import { HeldCard } from './held-card';

export interface MyAccessProps {
  readonly siteUrl: string | undefined;
}

/** What the reader has, and had: through the app, and otherwise. */
export function MyAccess({ siteUrl }: MyAccessProps) {
  const pages = usePages<HeldView, OwnHeldView>((at) => callAccess('access.held', at), '', {
    keepsLength: true,
  });
  if (pages.pages === undefined) {
    return pages.error === undefined ? (
      <Waiting />
    ) : (
      <ErrorMessage error={pages.error} onRetry={pages.reload} />
    );
  }
  const unreadable = pages.pages.reduce((sum, page) => sum + page.unreadable, 0);
  const had = pages.items.filter(isOver);
  const has = pages.items.filter((one) => !isOver(one));
  const cards = (all: readonly HeldView[]) =>
    all.map((held) => <HeldCard key={held.key} held={held} siteUrl={siteUrl} />);
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
      <section class="stack" aria-labelledby="has">
        <h2 id="has">{say('What you have through this app')}</h2>
        {has.length === 0 && unreadable === 0 && (
          <p>
            {say(
              'Nothing. What is approved for you is here then: from where, until when, and who approved it.',
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

const isOver = ({ standing }: HeldView) => standing.state === 'ended';
