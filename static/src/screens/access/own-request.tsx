import './own-request.css';
import type { ComponentChildren } from 'preact';
import type { RequestView } from '#contract/views';
import { nameRequest } from '#words/access-names';
import { planSentence } from '#words/progress';
import { stateWords } from '#words/request-state';
import { say } from '#words/say';
import { ApproverTrace } from '../../components/approver-trace';
import { IssueLink } from '../../components/issue-link';
import { Lozenge } from '../../components/lozenge';
import { AskFacts, MoreFacts } from '../../components/request-facts';
import { sayWithElements } from '../../components/say-with-elements';
import { WhoseTurn } from '../../components/whose-turn';

export interface OwnRequestProps {
  readonly request: RequestView;
  readonly viewer: string;
  readonly now: number;
  readonly siteUrl: string | undefined;
}

/** One request of a list, in the words of the work item: whose turn it is, who asks what for whom, and who has decided. */
export function OwnRequest({
  request,
  viewer,
  now: present,
  siteUrl,
  beside,
  children,
}: OwnRequestProps & {
  /** Before its title. */
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { label, tone, icon } = stateWords(request);
  // What has happened is past, whatever the clocks of two machines say.
  const now = Math.max(present, request.since, request.createdAt);
  const isAhead = ['awaitingApproval', 'scheduled', 'approved'].includes(request.state);
  const issue = <IssueLink issueKey={request.issueKey} siteUrl={siteUrl} />;
  return (
    <article class="own-request" aria-labelledby={`request-${request.id}`}>
      <div class="row">
        {beside}
        <Lozenge tone={tone} icon={icon}>
          {label}
        </Lozenge>
        {issue}
      </div>
      <h2 class="own-request-title" id={`request-${request.id}`} tabIndex={-1}>
        {nameRequest(request.subjects, request.subjectCount, request.changes)}
      </h2>
      <WhoseTurn request={request} viewer={viewer} now={now} />
      {request.state === 'needsAttention' && (
        <p>
          {sayWithElements('Each step, and what can be done about it, is in {issue}.', { issue })}
        </p>
      )}
      <AskFacts request={request} now={now} />
      <MoreFacts request={request} now={now} linesShown={false} />
      <p>
        <strong>{isAhead ? say('Plan:') : say('What was planned:')}</strong>{' '}
        {planSentence(request.planned)}
      </p>
      {request.state === 'awaitingApproval' && (
        <ApproverTrace approvals={request.approvals} viewer={viewer} />
      )}
      {children}
    </article>
  );
}
