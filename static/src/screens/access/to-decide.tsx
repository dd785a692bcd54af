import { useRef, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { Disclosed } from '../../components/disclosed';
import type { CameOf } from '../../forms/decision/came-of';
import { DecisionForm } from '../../forms/decision/decision-form';
import { isBegun } from '../../forms/decision/draft';
import { isTheirs } from '../../forms/decision/is-theirs';
import { WhatComesWith } from '../../forms/decision/later';
import { NotDone } from '../../forms/decision/not-done';
import { howItCame } from '../../words/how-it-came';
import { DecideChosen } from './decide-chosen';
import type { CameOfOne } from './decide-one-of-several';
import { OwnList } from './own-list';
import { OwnRequest, type OwnRequestProps } from './own-request';
import type { OwnRequests } from './use-own-requests';

/**
 * What waits for the reader's decision. Each is decided by itself, several one after the other; what was decided stays
 * where it was, and says what came of it.
 */
export function ToDecide({
  list,
  isNothing,
  ...shared
}: Omit<OwnRequestProps, 'request'> & {
  readonly list: OwnRequests;
  /** Nothing else waits for them. */
  readonly isNothing: boolean;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [came, setCame] = useState<ReadonlyMap<string, Kept>>(new Map());
  const keep = (sent: Kept['sent']) => (id: string, what: CameOfOne) => {
    setCame((all) => new Map([...all, [id, { what, sent }]]));
    if ('request' in what) list.put(what.request);
  };
  const choose = (id: string, isChosen: boolean) =>
    setChosen(
      (ids) => new Set([...[...ids].filter((one) => one !== id), ...(isChosen ? [id] : [])]),
    );
  const waiting = list.requests.filter(isTheirs);
  const several = waiting.filter(({ id }) => chosen.has(id));
  // Once there, the button stays: it has the focus of whoever has pressed it.
  const hadSeveral = useRef(false);
  hadSeveral.current ||= waiting.length > 1;
  return (
    <OwnList
      list={list}
      nothing={isNothing && <NothingWaits />}
      besides={
        hadSeveral.current && (
          <DecideChosen chosen={several} isOver={waiting.length === 0} onCame={keep('together')} />
        )
      }
    >
      {(request) => (
        <OwnRequest
          key={request.id}
          request={request}
          {...shared}
          beside={
            hadSeveral.current &&
            isTheirs(request) && (
              <input
                type="checkbox"
                aria-label={say('Choose it')}
                aria-describedby={`request-${request.id}`}
                checked={chosen.has(request.id)}
                onChange={({ currentTarget }) => choose(request.id, currentTarget.checked)}
              />
            )
          }
        >
          {isTheirs(request) && (
            <Deciding
              request={request}
              kept={came.get(request.id)}
              onCame={(what) => keep('alone')(request.id, what)}
            />
          )}
          <Came request={request} kept={came.get(request.id)} />
        </OwnRequest>
      )}
    </OwnList>
  );
}

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

/** What came of one, which was decided by itself or with others. */
interface Kept {
  readonly what: CameOfOne;
  readonly sent: 'alone' | 'together';
}

interface OneProps {
  readonly request: RequestView;
  readonly kept: Kept | undefined;
}

/** Why nothing came of it stands right below the buttons, where whoever has pressed one is looking. */
function Deciding({
  request,
  kept,
  onCame,
}: OneProps & { readonly onCame: (came: CameOf) => void }) {
  return (
    <Disclosed label={say('Decide')} open={isBegun(request.id, request.less.length)}>
      {() => (
        <div class="stack-tight">
          <DecisionForm call={callAccess} request={request} onCame={onCame} />
          <NotDone
            request={request}
            verb="decide"
            came={isSaidAtButtons(request, kept) ? cameOf(kept) : undefined}
          />
          <WhatComesWith call={callAccess} request={request} />
        </div>
      )}
    </Disclosed>
  );
}

/** What came of it, said once it is there. */
function Came({ request, kept }: OneProps) {
  const came = kept?.what;
  return (
    <>
      <p role="status">
        {came?.outcome === 'differs' &&
          say('Not approved: the site has changed since this was asked. Look at it by itself.')}
        {came?.outcome === 'notToBeRenewed' &&
          say('Not approved: this was not to be renewed. Look at it by itself.')}
        {came?.outcome === 'notLookedUp' &&
          say(
            'Not approved: it is too much to look up whether some of it is not to be renewed. Look at it by itself.',
          )}
        {came?.outcome === 'written' &&
          say('Not decided: you have begun to decide it by itself. Finish it there.')}
        {came?.outcome === 'done' &&
          came.isAsked !== true &&
          (howItCame(request) ?? say('Your decision is kept. Others have to decide, too.'))}
      </p>
      <NotDone
        request={request}
        verb="decide"
        came={isSaidAtButtons(request, kept) ? undefined : cameOf(kept)}
        takesFocus={kept?.sent === 'alone'}
      />
    </>
  );
}

const isSaidAtButtons = (request: RequestView, kept: Kept | undefined) =>
  kept?.sent === 'alone' && isTheirs(request);

/** What came of it as it was sent: one that was left to be decided by itself was not. */
function cameOf(kept: Kept | undefined): CameOf | undefined {
  const came = kept?.what;
  switch (came?.outcome) {
    case 'differs':
    case 'notToBeRenewed':
    case 'notLookedUp':
    case 'written':
      return undefined;
    default:
      return came;
  }
}
