import { say } from '#words/say';
import './request-card.css';
import { useRef, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { nameRequest } from '#words/access-names';
import { planSentence, progressSentence, totalSteps } from '#words/progress';
import { stateWords } from '#words/request-state';
import { refusalInShort } from '#words/verb-refusal';
import { callPanel } from '../../api/callers';
import { ApproverTrace } from '../../components/approver-trace';
import { Disclosed } from '../../components/disclosed';
import { lazy } from '../../components/lazy';
import { Lozenge } from '../../components/lozenge';
import { ProgressBar } from '../../components/progress-bar';
import { AskFacts, MoreFacts } from '../../components/request-facts';
import { WhoseTurn } from '../../components/whose-turn';
import { Answer } from '../../forms/decision/answer';
import type { CameOf } from '../../forms/decision/came-of';
import { DecisionForm } from '../../forms/decision/decision-form';
import type { GlassReviewProps } from '../../forms/decision/glass-review';
import { isTheirs } from '../../forms/decision/is-theirs';
import { ApprovalBack, WhatComesWith } from '../../forms/decision/later';
import { NotDone } from '../../forms/decision/not-done';
import { Reminder } from '../../forms/decision/reminder';
import { Withdrawal } from '../../forms/decision/withdrawal';
import { type AskAgain, AskAgainSection } from './ask-again';
import type { CausesProps } from './causes';
import { RemoveNow } from './remove-now';
import { Renewal } from './renewal';
import type { StepsProps } from './steps';
import { UndoSection } from './undo-section';
import { leftInWords, useTimeLeft } from './use-time-left';

const GlassReview = lazy<GlassReviewProps>(() =>
  import('../../forms/decision/glass-review').then((part) => part.GlassReview),
);
const Causes = lazy<CausesProps>(() => import('./causes').then((part) => part.Causes));
const Steps = lazy<StepsProps>(() => import('./steps').then((part) => part.Steps));

/** So many lines open by themselves where they matter now; more are opened by hand. */
const OPENS_UP_TO = 50;

export interface RequestCardProps {
  readonly request: RequestView;
  readonly viewer: string;
  readonly now: number;
  readonly onChange: (request: RequestView) => void;
  /** The last look got no answer. */
  readonly stale?: boolean;
  readonly again: AskAgain;
}

/** First what whoever is to act needs for it, then the rest. */
export function RequestCard({
  request,
  viewer,
  now,
  onChange,
  stale = false,
  again,
}: RequestCardProps) {
  const { label, tone, icon } = stateWords(request);
  const { state } = request;
  const decides = isTheirs(request);
  return (
    <article class="request" aria-labelledby={`request-${request.id}`}>
      <div class="request-head">
        <Lozenge tone={tone} icon={icon}>
          {label}
        </Lozenge>
      </div>
      <h2 class="request-title" id={`request-${request.id}`} tabIndex={-1}>
        {nameRequest(request.subjects, request.subjectCount, request.changes)}
      </h2>
      <WhoseTurn request={request} viewer={viewer} now={now} />
      <Progress request={request} stale={stale} />
      <AskFacts request={request} now={now} />
      {request.review !== undefined && (
        <GlassReview call={callPanel} request={request} now={now} onChange={onChange} />
      )}
      <Verbs request={request} viewer={viewer} onChange={onChange} />
      {state === 'awaitingApproval' && (
        <ApproverTrace approvals={request.approvals} viewer={viewer} />
      )}
      <MoreFacts request={request} now={now} linesShown={opensLines(request)} />
      {state === 'needsAttention' && (
        <Causes request={request} viewer={viewer} now={now} onChange={onChange} />
      )}
      <StepsSection request={request} now={now} viewer={viewer} onChange={onChange} />
      {decides && <WhatComesWith call={callPanel} request={request} />}
      <div class="request-further">
        {/* Of what follows a bundle each has an end of their own: the form has one for all. The policy page asks for it anew. */}
        {request.follows === undefined && (
          <AskAgainSection request={request} viewer={viewer} again={again} />
        )}
        <RemoveNow request={request} onChange={onChange} />
        <Renewal request={request} onChange={onChange} />
        <UndoSection request={request} now={now} onSubmitted={onChange} />
      </div>
    </article>
  );
}

/** Whether its lines are open as the card is first seen. */
const opensLines = (request: RequestView) =>
  // Where steps failed, the causes stand above, and the whole list waits to be asked for.
  request.state !== 'needsAttention' && matterNow(request);

function matterNow(request: RequestView): boolean {
  const { planned, state } = request;
  return (
    (isTheirs(request) || ['approved', 'applying', 'needsAttention'].includes(state)) &&
    planned.change + planned.alreadySo <= OPENS_UP_TO
  );
}

function Progress({ request, stale }: { readonly request: RequestView; readonly stale: boolean }) {
  const { progress, state } = request;
  if (progress === undefined || state === 'completed') return null;
  const total = totalSteps(progress);
  if (state === 'needsAttention' || request.pause !== undefined)
    return <p class="subtle">{progressSentence(progress)}</p>;
  return (
    <div class="stack-tight">
      <ProgressBar done={total - progress.pending} total={total} label={say('Steps ended')} />
      <Left progress={progress} stale={stale} />
    </div>
  );
}

function Left({
  progress,
  stale,
}: {
  readonly progress: NonNullable<RequestView['progress']>;
  readonly stale: boolean;
}) {
  const left = useTimeLeft(progress.pending);
  return (
    <p class="subtle" role="status">
      {progressSentence(progress)}
      {left !== undefined && <> {leftInWords(left)}</>}
      {stale && <> {say('The last look got no answer; trying again.')}</>}
    </p>
  );
}

function StepsSection(props: StepsProps) {
  const { request } = props;
  const { planned, state } = request;
  const happened = request.progress !== undefined;
  const attention = state === 'needsAttention';
  const isOpen = useRef(matterNow(request));
  if (['declined', 'withdrawn', 'timedOut'].includes(state)) return null;
  return (
    <section class="stack-tight" aria-label={happened ? say('What happened') : say('Plan')}>
      <p>
        <strong>{happened ? say('What was planned:') : say('Plan:')}</strong>{' '}
        {planSentence(planned)}
      </p>
      <Disclosed
        label={happened ? say('What happened to each person') : say('The plan, line by line')}
        key={attention ? 'attention' : 'otherwise'}
        open={!attention && isOpen.current}
        onToggle={(open) => {
          if (!attention) isOpen.current = open;
        }}
      >
        {() => <Steps {...props} />}
      </Disclosed>
    </section>
  );
}

function Verbs({
  request,
  viewer,
  onChange,
}: Pick<RequestCardProps, 'request' | 'viewer' | 'onChange'>) {
  const { approve, decline } = request.verbs;
  // What came of it is shown when there is nothing to decide any more, too.
  const [came, setCame] = useState<CameOf>();
  const mine = request.requester.accountId === viewer;
  if (mine) {
    const own = { call: callPanel, request, onChange };
    return (
      <>
        <Answer {...own} />
        <Reminder {...own} />
        <Withdrawal {...own} />
      </>
    );
  }
  const wouldGain = !approve.allowed && approve.why.code === 'wouldGain';
  return (
    <>
      {request.state === 'scheduled' && decline.allowed && (
        <ApprovalBack
          call={callPanel}
          request={request}
          onCame={(what) => {
            setCame(what);
            if (what.outcome !== 'failed') onChange(what.request);
          }}
        />
      )}
      {isTheirs(request) && (
        <DecisionForm
          call={callPanel}
          request={request}
          onCame={(what) => {
            setCame(what);
            if (what.outcome !== 'failed') onChange(what.request);
          }}
        />
      )}
      <NotDone request={request} verb="decide" came={came} />
      {wouldGain && !decline.allowed && <p class="subtle">{refusalInShort(approve.why)}</p>}
    </>
  );
}
