import { useEffect } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { RequestView } from '#contract/views';
import { callPanel } from '../../api/call-panel';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { useLoad } from '../../components/use-load';
import { GroupOpens, whoIsAsked } from '../../forms/request/group-opens';
import { comparing } from '../../forms/request/plan-in-the-making';
import { nameEntitlement } from '../../words/change';
import { planSentence } from '../../words/progress';
import { verdictWords } from '../../words/verdict';

const SHOWN = 20;

export interface PlanNowProps {
  readonly request: RequestView;
  /** Why it can't be said; undefined once it can. */
  readonly onUnread: (why: CallError | undefined) => void;
}

/** For whoever decides: whether the plan still holds, and what comes with its groups. */
export function PlanNow({ request, onUnread }: PlanNowProps) {
  const opensAny = request.changes.some(
    ({ verb, entitlement }) => verb === 'add' && entitlement.kind === 'group',
  );
  return (
    <>
      <StillSo request={request} onUnread={onUnread} />
      <GroupOpens
        read={opensAny ? () => callPanel('request.opens', { requestId: request.id }) : undefined}
        of={request.id}
        changes={request.changes}
        asked={whoIsAsked(request.approvals)}
      />
    </>
  );
}

function StillSo({ request, onUnread }: PlanNowProps) {
  const { id, revision } = request;
  const load = useLoad(
    (onProgress) => callPanel('request.plan', { requestId: id }, onProgress),
    `${id} ${revision}`,
  );
  useEffect(() => onUnread(load.error), [load.error]);
  if (load.error !== undefined) return <ErrorMessage error={load.error} />;
  if (load.value === undefined) {
    return (
      <p class="subtle" role="status">
        {comparing(load.share)}
      </p>
    );
  }
  const { counts, differs } = load.value;
  if (differs.length === 0) {
    return (
      <p class="subtle" role="status">
        The site is still as it was when this was asked: the plan holds.
      </p>
    );
  }
  return (
    <SectionMessage tone="warning" title="The site has changed since this was asked" announce>
      <p>Approved now, it would come to this: {planSentence(counts)}</p>
      <ul>
        {differs.slice(0, SHOWN).map(({ subject, entitlement, verb, planned, verdict }, place) => (
          <li key={place}>
            {subject.displayName}, {nameEntitlement(entitlement)}:{' '}
            {verdictWords(verb, verdict, request.term).label.toLowerCase()} (before:{' '}
            {verdictWords(verb, planned, request.term).label.toLowerCase()})
          </li>
        ))}
      </ul>
      {differs.length > SHOWN && <p>And {differs.length - SHOWN} more.</p>}
    </SectionMessage>
  );
}
