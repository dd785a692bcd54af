import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import type { CurrentPlanView, RequestView } from '#contract/views';
import { callPanel } from '../../api/call-panel';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { GroupOpens, whoIsAsked } from '../../forms/request/group-opens';
import { comparing } from '../../forms/request/plan-in-the-making';
import { nameEntitlement } from '../../words/change';
import { planSentence } from '../../words/progress';
import { verdictWords } from '../../words/verdict';

const SHOWN = 20;

/** For whoever decides: whether the plan still holds, and what comes with its groups. */
export function PlanNow({ request }: { readonly request: RequestView }) {
  const opensAny = request.changes.some(
    ({ verb, entitlement }) => verb === 'add' && entitlement.kind === 'group',
  );
  return (
    <>
      <StillSo request={request} />
      <GroupOpens
        question={opensAny ? { key: 'request.opens', input: { requestId: request.id } } : undefined}
        changes={request.changes}
        asked={whoIsAsked(request.approvals)}
      />
    </>
  );
}

function StillSo({ request }: { readonly request: RequestView }) {
  const [answer, setAnswer] = useState<Answer<CurrentPlanView>>();
  const [share, setShare] = useState<number>();
  const { id, revision } = request;
  useEffect(() => {
    let wanted = true;
    const progress = (share: number) => {
      if (wanted) setShare(share);
      return wanted;
    };
    void callPanel('request.plan', { requestId: id }, progress).then((found) => {
      if (wanted) setAnswer(found);
    });
    return () => {
      wanted = false;
    };
  }, [id, revision]);
  if (answer === undefined) {
    return (
      <p class="subtle" role="status">
        {comparing(share)}
      </p>
    );
  }
  if (!answer.ok) return <ErrorMessage error={answer.error} />;
  const { counts, differs } = answer.value;
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
