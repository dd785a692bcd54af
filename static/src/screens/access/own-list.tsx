import type { ComponentChildren } from 'preact';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { LeftOut } from './left-out';
import type { OwnRequests } from './use-own-requests';

/** One of the two lists: read anew, as far as it is read, and more of it. */
export function OwnList({
  list,
  besides,
  nothing,
  children,
}: {
  readonly list: OwnRequests;
  /** Beside the button that reads it anew. */
  readonly besides?: ComponentChildren;
  /** What is said where there is nothing in it. */
  readonly nothing: ComponentChildren;
  readonly children: (request: RequestView) => ComponentChildren;
}) {
  const { requests, hidden, unreadable, hasMore, reading } = list;
  const isEmpty = requests.length + hidden + unreadable === 0 && !hasMore;
  return (
    <div class="stack">
      <div class="row">
        <Button
          kind="subtle"
          icon="refresh"
          busy={reading === 'anew' ? say('Loading…') : undefined}
          onClick={list.refresh}
        >
          {say('Refresh')}
        </Button>
        {besides}
      </div>
      <p class="hidden" role="status">
        {list.said}
      </p>
      {isEmpty && nothing}
      {requests.map(children)}
      <LeftOut hidden={hidden} unreadable={unreadable} />
      <ErrorMessage error={list.error} />
      {hasMore && (
        <div>
          <Button busy={reading === 'more' ? say('Loading…') : undefined} onClick={list.readMore}>
            {say('Show more requests')}
          </Button>
        </div>
      )}
    </div>
  );
}
