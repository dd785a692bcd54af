import { useState } from 'preact/hooks';
import type { OwnRequestsView, RequestView } from '#contract/views';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { useCall } from '../../components/use-call';
import { howItCame } from '../../words/how-it-came';
import { approveUnlessChanged, type Outcome } from './decide';
import { DecideForm } from './decide-form';
import { LeftOut } from './left-out';
import { OwnRequest } from './own-request';

/**
 * What waits for the reader's decision. Each is decided by itself, several one after the other; what was decided stays
 * where it was, and says what came of it.
 */
export function ToDecide({
  first,
  reload,
  now,
  siteUrl,
}: {
  readonly first: OwnRequestsView;
  readonly reload: () => void;
  readonly now: number;
  readonly viewer: string;
  readonly siteUrl: string | undefined;
}) {
  const [requests, setRequests] = useState(first.items);
  const [rest, setRest] = useState(first);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const keep = (id: string, outcome: Outcome) => {
    setOutcomes((all) => new Map([...all, [id, outcome]]));
    if ('request' in outcome) {
      setRequests((all) => all.map((one) => (one.id === id ? outcome.request : one)));
      setChosen((ids) => new Set([...ids].filter((one) => one !== id)));
    }
  };
  const more = useCall(
    (cursor: string) => callAccess('access.toDecide', { cursor }),
    (page) => {
      setRest(page);
      setRequests((all) => [
        ...all,
        ...page.items.filter(({ id }) => !all.some((one) => one.id === id)),
      ]);
    },
  );
  const waiting = requests.filter(canApprove);
  const several = waiting.filter(({ id }) => chosen.has(id));
  const approveAll = useCall(async (shown: readonly RequestView[]) => {
    // One after the other: each answers for itself, and none of them waits for one that failed.
    for (const request of shown) keep(request.id, await approveUnlessChanged(request));
    return { ok: true, value: null };
  });
  const { cursor } = rest;
  return (
    <div class="stack">
      <div class="row">
        <Button kind="subtle" icon="refresh" onClick={reload}>
          {say('Refresh')}
        </Button>
        {waiting.length > 1 && (
          <Button
            icon="check"
            disabledReason={
              several.length === 0 ? say('Choose the requests that you approve.') : undefined
            }
            busy={approveAll.running ? say('Approving…') : undefined}
            onClick={() => void approveAll.run(several)}
          >
            {say('Approve the chosen ({count})', { count: several.length })}
          </Button>
        )}
      </div>
      {requests.length === 0 && <NothingWaits />}
      {requests.map((request) => (
        <OwnRequest
          key={request.id}
          request={request}
          now={now}
          siteUrl={siteUrl}
          beside={
            waiting.length > 1 &&
            canApprove(request) && (
              <input
                type="checkbox"
                aria-label={say('Choose it')}
                aria-describedby={`request-${request.id}`}
                checked={chosen.has(request.id)}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen((ids) =>
                    checked
                      ? new Set([...ids, request.id])
                      : new Set([...ids].filter((one) => one !== request.id)),
                  )
                }
              />
            )
          }
        >
          <CameOf request={request} outcome={outcomes.get(request.id)} />
          {request.verbs.decline.allowed && (
            <DecideForm request={request} onDone={(outcome) => keep(request.id, outcome)} />
          )}
        </OwnRequest>
      ))}
      <LeftOut hidden={rest.hidden} unreadable={rest.unreadable} />
      <ErrorMessage error={more.error} />
      {cursor !== undefined && (
        <div>
          <Button
            busy={more.running ? say('Loading…') : undefined}
            onClick={() => void more.run(cursor)}
          >
            {say('Show more requests')}
          </Button>
        </div>
      )}
    </div>
  );
}

const canApprove = ({ verbs }: RequestView) => verbs.approve.allowed;

function NothingWaits() {
  return (
    <div class="stack-tight">
      <p>
        <strong>{say('Nothing waits for you.')}</strong>
      </p>
      <p class="subtle">
        {say(
          'When somebody asks for access that you decide on, it is here: who asks, for whom, why and for how long. You approve or decline it in place.',
        )}
      </p>
    </div>
  );
}

/** What came of it, said once it is there. */
function CameOf({
  request,
  outcome,
}: {
  readonly request: RequestView;
  readonly outcome: Outcome | undefined;
}) {
  if (outcome?.outcome === 'failed') return <ErrorMessage error={outcome.error} />;
  return (
    <p role="status">
      {outcome?.outcome === 'differs' &&
        say('Not approved: the site has changed since this was asked. Look at it by itself.')}
      {outcome?.outcome === 'overtaken' &&
        (howItCame(request) ??
          say('Not decided: it has changed since you saw it. This is how it is now.'))}
      {outcome?.outcome === 'decided' &&
        (howItCame(request) ?? say('Your decision is kept. Others have to decide, too.'))}
    </p>
  );
}
