import { useEffect } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { RequestView } from '#contract/views';
import { nameEntitlement } from '#words/access-names';
import { planSentence } from '#words/progress';
import { say } from '#words/say';
import { verdictWords } from '#words/verdict';
import { callPanel } from '../../api/callers';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { useLoad } from '../../components/use-load';
import { GroupOpens, whoIsAsked } from '../../forms/request/group-opens';
import { comparing } from '../../forms/request/plan-in-the-making';

const SHOWN = 20;

export interface PlanNowProps {
  readonly request: RequestView;
  /** Why it can't be said; undefined once it can. */
  readonly onUnread: (why: CallError | undefined) => void;
}

export interface WhatComesWithProps {
  readonly request: RequestView;
}

/** For whoever decides: what else the groups open that are asked for. */
export function WhatComesWith({ request }: WhatComesWithProps) {
  const opensAny = request.changes.some(
    ({ verb, entitlement }) => verb === 'add' && entitlement.kind === 'group',
  );
  return (
    <GroupOpens
      read={opensAny ? () => callPanel('request.opens', { requestId: request.id }) : undefined}
      of={request.id}
      changes={request.changes}
      asked={whoIsAsked(request.approvals)}
    />
  );
}

/** For whoever decides: whether the plan still holds. */
export function PlanNow({ request, onUnread }: PlanNowProps) {
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
        {say('The site is as it was: the plan holds.')}
      </p>
    );
  }
  return (
    <SectionMessage
      tone="warning"
      title={say('The site has changed since this was asked')}
      announce
    >
      <p>{say('If you approve now, this would happen: {plan}', { plan: planSentence(counts) })}</p>
      <ul>
        {differs.slice(0, SHOWN).map(({ subject, entitlement, verb, planned, verdict }, place) => (
          <li key={place}>
            {say('{who}, {what}: {now} (before: {before})', {
              who: subject.displayName,
              what: nameEntitlement(entitlement),
              now: verdictWords(verb, verdict, request.term).label,
              before: verdictWords(verb, planned, request.term).label,
            })}
          </li>
        ))}
      </ul>
      {differs.length > SHOWN && <p>{say('And {more} more.', { more: differs.length - SHOWN })}</p>}
    </SectionMessage>
  );
}
