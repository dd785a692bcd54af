import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import type { AskedView, PanelView, RequestView } from '#contract/views';
import { isOpenRequest } from '#domain/request/is-open-request';
import { LINKS } from '#words/links';
import { asSentence } from '#words/listing';
import { problemInShort } from '#words/problem-in-short';
import { stateWords } from '#words/request-state';
import { say } from '#words/say';
import { callPanel } from '../../api/callers';
import { readDraft } from '../../api/draft';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { lazy } from '../../components/lazy';
import { Loaded } from '../../components/loaded';
import { OutsideLink } from '../../components/outside-link';
import { sayWithElements } from '../../components/say-with-elements';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';
import { useNow } from '../../components/use-now';
import { useReturn } from '../../components/use-return';
import { Since } from '../../components/when';
import type { RequestFormProps } from '../../forms/request/request-form';
import type { AskAgain } from './ask-again';
import { EarlierRequests } from './earlier-requests';
import { type LoadedPanel, loadPanel } from './load-panel';
import { RequestCard } from './request-card';
import { useExtension } from './use-extension';
import { useLiveRequests } from './use-live-requests';

const fetchForm = () => import('../../forms/request/request-form').then((part) => part.RequestForm);
const RequestForm = lazy<RequestFormProps>(fetchForm);

export function PanelScreen({ first }: { readonly first: Promise<Answer<LoadedPanel>> }) {
  const load = useLoad(loadPanel, '', { first });
  return (
    <Loaded load={load}>{(loaded) => <LoadedScreen loaded={loaded} reload={load.reload} />}</Loaded>
  );
}

function LoadedScreen({
  loaded,
  reload,
}: {
  readonly loaded: LoadedPanel;
  readonly reload: () => void;
}) {
  const { panel, issueId } = loaded;
  const [requests, setRequests] = useState(panel.requests);
  const now = Math.max(
    useNow({ now: panel.now, readAt: loaded.readAt }),
    // What has happened since is past, whatever the clocks of two machines say.
    ...requests.map(({ since }) => since),
  );
  const [said, setSaid] = useState('');
  const [rest, setRest] = useState(restOf(panel));
  const draft = readDraft<{ readonly open?: boolean }>(`ask.${issueId}`);
  const [asking, setAsking] = useState(
    whyRequestIsDisabled(panel.connection) === undefined &&
      (loaded.asking || loaded.takeFrom !== undefined || draft?.open === true),
  );
  const [asked, setAsked] = useState<AskedView>();
  const opener = useRef<HTMLButtonElement>(null);
  const followed = useRef(new Set<string>());
  const isBeyond = useRef(false);
  useEffect(() => {
    setRequests((shown) => merge(panel.requests, shown));
    // Whoever has gone beyond the first page goes on from there.
    if (!isBeyond.current) setRest(restOf(panel));
  }, [panel]);
  useReturn(reload);

  const onChange = (request: RequestView) => {
    setRequests((all) =>
      all.some(({ id }) => id === request.id)
        ? all.map((one) => (one.id === request.id ? request : one))
        : [request, ...all],
    );
    const before = requests.find(({ id }) => id === request.id);
    if (before?.state !== request.state) setSaid(asSentence(stateWords(request).label));
    // The connection message above may be older than what the request says.
    if (panel.connection.ready === waitsForConnection(request)) reload();
  };
  const stale = useLiveRequests(issueId, requests, onChange);
  const more = useCall(
    (cursor: string) => callPanel('panel.more', { issueId, cursor }),
    ({ items, unreadable, cursor }) => {
      const fresh = items.filter((item) => !requests.some(({ id }) => id === item.id));
      isBeyond.current = true;
      setRequests((shown) => merge(shown, items));
      setRest({ cursor, unreadable: Math.max(rest.unreadable, unreadable) });
      setSaid(
        say('{count, plural, one {# more request} other {# more requests}} shown.', {
          count: fresh.length,
        }),
      );
    },
  );
  const again: AskAgain = {
    disabledReason:
      whyRequestIsDisabled(panel.connection) ??
      (asking || draft !== undefined
        ? say('First send or discard the request that you have begun.')
        : undefined),
    ask: (what) => {
      setAsked(what);
      setAsking(true);
    },
  };
  const notOpened = useExtension(loaded, again);
  const onSubmitted = (request: RequestView) => {
    setAsking(false);
    setAsked(undefined);
    onChange(request);
    setTimeout(() => document.getElementById(`request-${request.id}`)?.focus());
  };
  const onClose = () => {
    setAsking(false);
    setAsked(undefined);
    setTimeout(() => opener.current?.focus());
  };

  const sorted = requests.toSorted((one, other) => other.createdAt - one.createdAt);
  const [newest] = sorted;
  // What waits for somebody comes first, and stays where it was when it no longer does: whoever decided
  // sees what comes of it. The newest is there in full, whatever became of it.
  for (const { id } of sorted.filter(isOpen)) followed.current.add(id);
  const full = sorted.filter(({ id }) => followed.current.has(id));
  if (newest !== undefined && !full.includes(newest)) full.push(newest);
  const earlier = sorted.filter((request) => !full.includes(request));
  return (
    <div class="stack">
      <h1 class="hidden">{say('Access requests')}</h1>
      <p class="hidden" role="status">
        {said}
      </p>
      <ConnectionNotice connection={panel.connection} now={now} />
      {asking ? (
        <RequestForm
          issueId={issueId}
          asked={asked}
          takeFrom={loaded.takeFrom}
          onSubmitted={onSubmitted}
          onClose={onClose}
        />
      ) : (
        <div class="stack-tight">
          {newest === undefined && panel.connection.ready && <FirstWords />}
          <div class="row">
            {/* biome-ignore lint/a11y/noStaticElementInteractions: fetches the form before the click. */}
            <span onMouseEnter={() => void fetchForm().catch(() => undefined)}>
              <Button
                kind={newest === undefined ? 'primary' : 'default'}
                icon="plus"
                buttonRef={opener}
                disabledReason={whyRequestIsDisabled(panel.connection)}
                onClick={() => setAsking(true)}
              >
                {draft === undefined ? say('Request access') : say('Continue your request')}
              </Button>
            </span>
            {newest === undefined && (
              <OutsideLink to={LINKS.helpForRequesters}>{say('How it works')}</OutsideLink>
            )}
          </div>
        </div>
      )}
      <ErrorMessage error={notOpened.error} />
      {notOpened.why !== undefined && !asking && (
        <SectionMessage tone="info" title={say('There is nothing to extend for you')}>
          <p>{notOpened.why}</p>
        </SectionMessage>
      )}
      {rest.unreadable > 0 && <Unreadable many={rest.unreadable} others={requests.length > 0} />}
      {full.map((request) => (
        <RequestCard
          key={request.id}
          request={request}
          viewer={panel.viewer.accountId}
          now={now}
          onChange={onChange}
          stale={stale.has(request.id)}
          again={again}
        />
      ))}
      <EarlierRequests
        requests={earlier}
        viewer={panel.viewer.accountId}
        now={now}
        onChange={onChange}
        again={again}
      />
      <ErrorMessage error={more.error} />
      {rest.cursor !== undefined && (
        <div>
          <Button
            busy={more.running ? say('Loading…') : undefined}
            onClick={() => rest.cursor !== undefined && void more.run(rest.cursor)}
          >
            {say('Show more requests')}
          </Button>
        </div>
      )}
    </div>
  );
}

const restOf = ({ cursor, unreadable }: PanelView) => ({ cursor, unreadable });

/** Those of both, each once; of one that is in both, what the first says. */
function merge(
  first: readonly RequestView[],
  second: readonly RequestView[],
): readonly RequestView[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !known.has(id))];
}

function Unreadable({ many, others }: { readonly many: number; readonly others: boolean }) {
  return (
    <SectionMessage
      tone="warning"
      title={say(
        '{count, plural, one {# record} other {# records}} of this work item’s requests can’t be read',
        { count: many },
      )}
    >
      <p>
        {others && <>{say('The others are here.')} </>}
        {say(
          'Jira admins see what is wrong under Apps > Manage apps > Multiplier > Configuration > Needs a look.',
        )}
      </p>
    </SectionMessage>
  );
}

const isOpen = ({ state }: RequestView) => isOpenRequest(state);

const waitsForConnection = ({ pause }: RequestView) =>
  pause?.cause === 'connectionFailing' || pause?.cause === 'notConnected';

function FirstWords() {
  return (
    <div class="stack-tight">
      <h2>{say('Get people the access they need')}</h2>
      <p>
        {say(
          'Ask here to add people to groups and project roles, or to remove them. The project lead decides; what was approved is then done for you, and you see here what happened to each person.',
        )}
      </p>
    </div>
  );
}

function ConnectionNotice({
  connection,
  now,
}: {
  readonly connection: PanelView['connection'];
  readonly now: number;
}) {
  if (connection.ready) return null;
  if (connection.why === 'unreadable') {
    return (
      <SectionMessage tone="error" title={say('The record of the connection can’t be read')}>
        <p>
          {say(
            'Until it is fixed, no access can be asked for, and nothing that was approved is done. Jira admins fix it under Apps > Manage apps > Multiplier > Configuration > Needs a look; if you are not one, tell one of them.',
          )}
        </p>
      </SectionMessage>
    );
  }
  return connection.why === 'notConnected' ? (
    <SectionMessage tone="warning" title={say('Multiplier is not connected to Atlassian Cloud')}>
      <p>
        {say(
          'Until it is, no access can be asked for. Jira admins connect it under Apps > Manage apps > Multiplier > Configuration; if you are not one, ask one of them.',
        )}
      </p>
    </SectionMessage>
  ) : (
    <SectionMessage
      tone="warning"
      title={say('The connection to Atlassian Cloud does not work now')}
    >
      <p>
        {sayWithElements(
          'It has not worked {since}: {why}. A Jira admin can fix it under Apps > Manage apps > Multiplier > Configuration; if you are not one, tell one of them.',
          {
            since: <Since at={connection.since} now={now} />,
            why: problemInShort(connection.problem),
          },
        )}
        {connection.adminsNotReached && (
          <strong> {say('No admin could be told by email: they may not know of it.')}</strong>
        )}
      </p>
      <p>
        {say(
          'Meanwhile you can decide: what is approved waits, and goes on by itself once the connection works. A new request is compared with the site first, so it can be sent only once the connection works; try again to see.',
        )}
      </p>
    </SectionMessage>
  );
}

function whyRequestIsDisabled(connection: PanelView['connection']): string | undefined {
  if (connection.ready) return undefined;
  if (connection.why === 'notConnected') return say('A Jira admin has to connect the site first.');
  if (connection.why === 'unreadable') return say('A Jira admin has to fix the connection first.');
  return undefined;
}
