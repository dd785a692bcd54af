import { useEffect } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { CurrentPlanView, RequestView } from '#contract/views';
import { nameEntitlement } from '#words/access-names';
import { planSentence } from '#words/progress';
import { say } from '#words/say';
import { verdictWords } from '#words/verdict';
import type { RequestCaller } from '../../api/request-caller';
import { Detail } from '../../components/detail';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { useLoad } from '../../components/use-load';
import { comparing } from '../../words/comparing';
import { noRenewalWords } from '../../words/no-renewal';

const SHOWN = 20;

export interface PlanNowProps {
  readonly call: RequestCaller;
  readonly request: RequestView;
  /** Why it can't be said; undefined once it can. */
  readonly onUnread: (why: CallError | undefined) => void;
}

/** For whoever decides: whether the plan still holds. */
export function PlanNow({ call, request, onUnread }: PlanNowProps) {
  const { id, revision } = request;
  const load = useLoad(
    (onProgress) => call('request.plan', { requestId: id }, onProgress),
    `${id} ${revision}`,
  );
  useEffect(() => onUnread(load.error), [load.error]);
  if (load.error !== undefined) return <ErrorMessage error={load.error} onRetry={load.reload} />;
  if (load.value === undefined) {
    return (
      <p class="subtle" role="status">
        {comparing(load.share)}
      </p>
    );
  }
  return (
    <>
      <NotToBeRenewed plan={load.value} />
      <Now plan={load.value} request={request} />
    </>
  );
}

/** What somebody said who does not want some of it renewed: whoever decides is to know. */
function NotToBeRenewed({ plan }: { readonly plan: CurrentPlanView }) {
  const { noRenewals, noRenewalsLeft } = plan;
  if (noRenewals.length === 0) {
    return noRenewalsLeft ? <p class="subtle">{leftOut()}</p> : null;
  }
  return (
    <SectionMessage tone="warning" title={say('This was not to be renewed')}>
      <ul>
        {noRenewals.slice(0, SHOWN).map(({ subject, entitlement, said }, place) => (
          <li key={place}>
            {say('{who}, {what}: {said}', {
              who: subject.displayName,
              what: nameEntitlement(entitlement),
              said: noRenewalWords(said),
            })}
          </li>
        ))}
      </ul>
      {noRenewals.length > SHOWN && (
        <p>{say('And {more} more.', { more: noRenewals.length - SHOWN })}</p>
      )}
      {noRenewalsLeft && <p>{leftOut()}</p>}
    </SectionMessage>
  );
}

const leftOut = () =>
  say(
    'Whether somebody said of it that it is not to be renewed was only looked up of what they have now: this is too much to look up all of it.',
  );

function Now({
  plan: { counts, differs },
  request,
}: {
  readonly plan: CurrentPlanView;
  readonly request: RequestView;
}) {
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
      title={say('The site or the access policy has changed since this was asked')}
      announce
    >
      <p>
        {say('If you approve now, this would happen: {plan}', {
          plan: planSentence(counts, 'approved'),
        })}
      </p>
      <ul>
        {differs.slice(0, SHOWN).map((line, place) => (
          <li key={place}>
            <Differing line={line} request={request} />
          </li>
        ))}
      </ul>
      {differs.length > SHOWN && <p>{say('And {more} more.', { more: differs.length - SHOWN })}</p>}
    </SectionMessage>
  );
}

function Differing({
  line: { subject, entitlement, verb, planned, verdict },
  request: { term },
}: {
  readonly line: CurrentPlanView['differs'][number];
  readonly request: RequestView;
}) {
  const now = verdictWords(verb, verdict, term);
  return (
    <>
      {say('{who}, {what}: {now} (before: {before})', {
        who: subject.displayName,
        what: nameEntitlement(entitlement),
        now: now.label,
        before: verdictWords(verb, planned, term).label,
      })}
      {now.detail !== undefined && <Detail>{now.detail}</Detail>}
    </>
  );
}
