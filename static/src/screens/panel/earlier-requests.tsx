import { say } from '#words/say';
import './earlier-requests.css';
import { useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { nameRequest } from '#words/access-names';
import { stateWords } from '#words/request-state';
import { Lozenge } from '../../components/lozenge';
import { When } from '../../components/when';
import { RequestCard, type RequestCardProps } from './request-card';

type EarlierProps = Omit<RequestCardProps, 'request'> & {
  readonly requests: readonly RequestView[];
};

/** Those that are over, one line each; a line opens. */
export function EarlierRequests({ requests, ...shared }: EarlierProps) {
  if (requests.length === 0) return null;
  return (
    <section>
      <h3 class="subtle">{say('Earlier requests')}</h3>
      {requests.map((request) => (
        <Earlier key={request.id} request={request} {...shared} />
      ))}
    </section>
  );
}

function Earlier(props: RequestCardProps) {
  const { request, now } = props;
  const [open, setOpen] = useState(false);
  const { label, tone, icon } = stateWords(request);
  return (
    <details class="earlier" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Lozenge tone={tone} icon={icon}>
          {label}
        </Lozenge>
        <span class="earlier-title">
          {nameRequest(request.subjects, request.subjectCount, request.changes)}
        </span>
        <span class="subtle">
          <When at={request.since} now={now} />
        </span>
      </summary>
      {open && <RequestCard {...props} />}
    </details>
  );
}
