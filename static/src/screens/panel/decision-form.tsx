import { say } from '#words/say';
import './decision-form.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import { REASON_MAX } from '#contract/limits';
import type { RequestView } from '#contract/views';
import { LINKS } from '#words/links';
import { refusalInShort } from '#words/request-refusal';
import { dropDraft, keepDraft, readDraft } from '../../api/draft';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { lazy } from '../../components/lazy';
import { OutsideLink } from '../../components/outside-link';
import { TextField } from '../../components/text-field';
import { approvedNow } from '../../words/pause';
import type { PlanNowProps } from './plan-now';
import { useRequestCall } from './use-request-call';

const PlanNow = lazy<PlanNowProps>(() => import('./plan-now').then((part) => part.PlanNow));

/** What is to be written: nothing, a comment for whoever wants to say more, or why it is declined. */
type Writing = 'nothing' | 'comment' | 'reason';

/**
 * Approve with one click; to decline takes a reason, whose box opens with it. A lead who would gain can only
 * decline. What was typed outlives an error, a reload and somebody else's change.
 */
export function DecisionForm({
  request,
  onChange,
}: {
  readonly request: RequestView;
  readonly onChange: (request: RequestView) => void;
}) {
  const draftKey = `decision.${request.id}`;
  const [words, setWords] = useState(() => readDraft<string>(draftKey) ?? '');
  const [writing, setWriting] = useState<Writing>(words === '' ? 'nothing' : 'comment');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { running, input, error, run } = useRequestCall(request.id, onChange);
  const said = words.trim();
  const { approve } = request.verbs;
  const [unread, setUnread] = useState<CallError>();
  const waits = unread === undefined ? undefined : approvedNow(unread);
  const waitsId = `waits-${request.id}`;
  const isOpened = useRef(false);
  useEffect(() => {
    if (isOpened.current && writing !== 'nothing') field.current?.focus();
  }, [writing]);
  const write = (what: Writing) => {
    isOpened.current = true;
    setWriting(what);
  };

  const decide = async (decision: 'approve' | 'decline') => {
    if (decision === 'decline' && said === '') {
      setMissing(writing === 'reason');
      write('reason');
      field.current?.focus();
      return;
    }
    const to = { requestId: request.id, revision: request.revision };
    const answer = await run(
      'request.decide',
      decision === 'decline'
        ? { ...to, decision, reason: said }
        : { ...to, decision, ...(said === '' ? {} : { comment: said }) },
    );
    if (answer?.ok === true) dropDraft(draftKey);
  };
  const sent = input?.[1];
  const doing = running && sent !== undefined && 'decision' in sent ? sent.decision : undefined;

  return (
    <section class="decision" aria-label={say('Your decision')}>
      <PlanNow request={request} onUnread={setUnread} />
      {writing !== 'nothing' && (
        <TextField
          id={`words-${request.id}`}
          label={say('Comment')}
          help={
            writing === 'reason'
              ? say(
                  'Say why you decline, so that whoever asked knows what to do differently. Everybody who can see the work item can read it.',
                )
              : say('Everybody who can see the work item can read it.')
          }
          error={missing ? say('A reason is needed to decline.') : undefined}
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
      )}
      <ErrorMessage error={error} />
      {approve.allowed && waits !== undefined && (
        <p id={waitsId}>
          <strong>{waits.what}</strong> {waits.next}
        </p>
      )}
      <div class="row">
        <Button
          kind="primary"
          icon="check"
          describedBy={waits === undefined ? undefined : waitsId}
          disabledReason={approve.allowed ? undefined : refusalInShort(approve.why)}
          busy={doing === 'approve' ? say('Approving…') : undefined}
          onClick={() => void decide('approve')}
        >
          {say('Approve')}
        </Button>
        <Button
          icon="cross"
          busy={doing === 'decline' ? say('Declining…') : undefined}
          onClick={() => void decide('decline')}
        >
          {say('Decline')}
        </Button>
        {writing === 'nothing' && (
          <Button kind="subtle" onClick={() => write('comment')}>
            {say('Add a comment')}
          </Button>
        )}
        <OutsideLink to={LINKS.helpForApprovers}>{say('What approving means')}</OutsideLink>
      </div>
    </section>
  );
}
