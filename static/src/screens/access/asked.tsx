import { useState } from 'preact/hooks';
import type { OwnRequestsView, RequestView } from '#contract/views';
import { awaited, openStages } from '#domain/approval/turns';
import { listNames } from '#words/listing';
import { refusalInShort } from '#words/request-refusal';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { ErrorMessage } from '../../components/error-message';
import { sayWithElements } from '../../components/say-with-elements';
import { useCall } from '../../components/use-call';
import { usePages } from '../../components/use-pages';
import { Waiting } from '../../components/waiting';
import { When } from '../../components/when';
import { howItCame } from '../../words/how-it-came';
import { LeftOut } from './left-out';
import { OwnRequest } from './own-request';

interface AskedProps {
  readonly now: number;
  readonly viewer: string;
  readonly siteUrl: string | undefined;
}

/** What the reader has asked for, wherever it was asked: that which is not over first. */
export function Asked({ now, siteUrl }: AskedProps) {
  const list = usePages<RequestView, OwnRequestsView>((at) => callAccess('access.asked', at), '', {
    keepsLength: true,
  });
  const { pages, items, hasMore, loading, error } = list;
  const put = (request: RequestView) =>
    list.change((page) => ({
      ...page,
      items: page.items.map((one) => (one.id === request.id ? request : one)),
    }));
  const total = (of: 'hidden' | 'unreadable') =>
    (pages ?? []).reduce((sum, page) => sum + page[of], 0);
  return (
    <div class="stack">
      <div>
        <Button
          kind="subtle"
          icon="refresh"
          busy={loading && pages !== undefined ? say('Loading…') : undefined}
          onClick={list.reload}
        >
          {say('Refresh')}
        </Button>
      </div>
      <ErrorMessage error={error} onRetry={list.reload} />
      {pages === undefined && error === undefined && <Waiting>{say('Loading…')}</Waiting>}
      {pages !== undefined && items.length === 0 && <NothingAsked />}
      {items.map((request) => (
        <OwnRequest key={request.id} request={request} now={now} siteUrl={siteUrl}>
          <WhoseTurn request={request} now={now} />
          {request.state === 'awaitingApproval' && <Withdraw request={request} onChange={put} />}
        </OwnRequest>
      ))}
      <LeftOut hidden={total('hidden')} unreadable={total('unreadable')} />
      {hasMore && (
        <div>
          <Button busy={loading ? say('Loading…') : undefined} onClick={list.loadMore}>
            {say('Show more requests')}
          </Button>
        </div>
      )}
    </div>
  );
}

function NothingAsked() {
  return (
    <div class="stack-tight">
      <p>
        <strong>{say('You have not asked for access.')}</strong>
      </p>
      <p class="subtle">
        {say(
          'Ask in a work item: open it, and choose Access under its Apps button. What you have asked for is here then, and whose turn it is.',
        )}
      </p>
    </div>
  );
}

/** For whom it waits, and since when; or how it ended. */
function WhoseTurn({ request, now }: { readonly request: RequestView; readonly now: number }) {
  const came = howItCame(request);
  if (came !== undefined) return <p>{came}</p>;
  // Those whose turn it is: a stage that comes later waits for one before it.
  const waiting = openStages(request.approvals);
  const names = waiting.flatMap((stage) => awaited(stage).map((one) => one.displayName));
  if (names.length === 0) {
    return (
      <p>{say('Nobody is left who may decide. A Jira admin can name a fallback approver.')}</p>
    );
  }
  return (
    <p>
      {sayWithElements('Waiting for {people}, {since}', {
        people: listNames(names, waiting.length > 1 ? 'and' : 'or'),
        since: <When at={request.since} now={now} />,
      })}
    </p>
  );
}

function Withdraw({
  request,
  onChange,
}: {
  readonly request: RequestView;
  readonly onChange: (request: RequestView) => void;
}) {
  const [isAsked, setAsked] = useState(false);
  const { id, revision, verbs } = request;
  const call = useCall(
    () => callAccess('request.withdraw', { requestId: id, revision }),
    (withdrawn) => {
      setAsked(false);
      onChange(withdrawn);
      document.getElementById(`request-${id}`)?.focus();
    },
  );
  return (
    <div class="stack-tight">
      <div>
        <Button
          disabledReason={verbs.withdraw.allowed ? undefined : refusalInShort(verbs.withdraw.why)}
          expanded={isAsked}
          onClick={() => setAsked(!isAsked)}
        >
          {say('Withdraw request')}
        </Button>
      </div>
      {isAsked && (
        <Confirm
          title={say('Withdraw this request?')}
          yes={say('Withdraw')}
          doing={say('Withdrawing…')}
          no={say('Keep it')}
          call={call}
          onYes={() => void call.run()}
          onNo={() => setAsked(false)}
        >
          <p>
            {say(
              'Nobody can approve it then, and whoever was asked is told. You can ask again later.',
            )}
          </p>
        </Confirm>
      )}
    </div>
  );
}
