import { useId, useRef, useState } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import type { RequestView } from '#contract/views';
import { nameEntitlement } from '#words/access-names';
import { planSentence } from '#words/progress';
import { refusalInShort } from '#words/request-refusal';
import { say } from '#words/say';
import { verdictWords } from '#words/verdict';
import { callAccess } from '../../api/callers';
import { dropDraft, keepDraft, readDraft } from '../../api/draft';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';
import { Waiting } from '../../components/waiting';
import { decide, type Outcome, type Said } from './decide';

const SHOWN = 20;

interface DecideFormProps {
  readonly request: RequestView;
  readonly onDone: (outcome: Outcome) => void;
}

/** Opened for one request: what it would come to now, words for whoever asked, and the decision. */
export function DecideForm(props: DecideFormProps) {
  return <Disclosed label={say('Decide')}>{() => <OpenForm {...props} />}</Disclosed>;
}

function OpenForm({ request, onDone }: DecideFormProps) {
  // The same words as in the work item: begun here, they are there.
  const draftKey = `decision.${request.id}`;
  const [words, setWords] = useState(() => readDraft<string>(draftKey) ?? '');
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const call = useCall(async (said: Said) => {
    const outcome = await decide(request, said);
    if (outcome.outcome === 'decided') dropDraft(draftKey);
    onDone(outcome);
    return { ok: true, value: outcome };
  });
  const text = words.trim();
  const doing = call.running ? call.input?.[0].decision : undefined;
  const { approve } = request.verbs;
  const decline = () => {
    setMissing(text === '');
    if (text === '') field.current?.focus();
    else void call.run({ decision: 'decline', reason: text });
  };
  return (
    <section class="own-request-form" aria-label={say('Your decision')}>
      <PlanNow request={request} />
      <TextField
        label={say('Comment')}
        help={say(
          'Needed to decline: say why, so that whoever asked knows what to do differently. Everybody who can see the work item can read it.',
        )}
        error={isMissing ? say('A reason is needed to decline.') : undefined}
        lines={3}
        most={REASON_MAX}
        inputRef={field}
        value={words}
        onChange={(typed) => {
          setWords(typed);
          setMissing(false);
          keepDraft(draftKey, typed);
        }}
      />
      <div class="row">
        <Button
          kind="primary"
          icon="check"
          disabledReason={approve.allowed ? undefined : refusalInShort(approve.why)}
          busy={doing === 'approve' ? say('Approving…') : undefined}
          onClick={() =>
            void call.run({ decision: 'approve', ...(text === '' ? {} : { comment: text }) })
          }
        >
          {say('Approve')}
        </Button>
        <Button
          icon="cross"
          busy={doing === 'decline' ? say('Declining…') : undefined}
          onClick={decline}
        >
          {say('Decline')}
        </Button>
      </div>
    </section>
  );
}

/** Whether the site is as it was when this was asked; else, what it would come to. */
function PlanNow({ request }: Pick<DecideFormProps, 'request'>) {
  const { id, revision } = request;
  const load = useLoad(
    (onProgress) => callAccess('request.plan', { requestId: id }, onProgress),
    `${id} ${revision}`,
  );
  const titleId = useId();
  if (load.error !== undefined) return <ErrorMessage error={load.error} onRetry={load.reload} />;
  if (load.value === undefined)
    return <Waiting>{say('Comparing with the site as it is now…')}</Waiting>;
  const { counts, differs } = load.value;
  if (differs.length === 0) {
    return (
      <p class="subtle" role="status">
        {say('The site is as it was: the plan holds.')} {planSentence(counts)}
      </p>
    );
  }
  return (
    <SectionMessage
      tone="warning"
      title={say('The site has changed since this was asked')}
      announce
    >
      <p id={titleId}>
        {say('Approved now, it would come to this: {plan}', { plan: planSentence(counts) })}
      </p>
      <ul aria-labelledby={titleId}>
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
