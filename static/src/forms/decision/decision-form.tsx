import { say } from '#words/say';
import './decision-form.css';
import { useRef, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { RequestView } from '#contract/views';
import { LINKS } from '#words/links';
import { refusalInShort } from '#words/verb-refusal';
import type { RequestCaller } from '../../api/request-caller';
import { Button } from '../../components/button';
import { OutsideLink } from '../../components/outside-link';
import { useCall } from '../../components/use-call';
import { approvedNow } from '../../words/pause';
import { type CameOf, cameOf } from './came-of';
import { decide, type Said } from './decide';
import { dropBegun, dropLess, dropWords, keepLess, keepWords, readLess, readWords } from './draft';
import { LeaveOut, PlanNow, WordsField } from './later';
import { canBeLess, type LessDraft, lessInput, lessProblem, NOTHING_LEFT_OUT } from './less';
import { useFocusKept } from './use-focus-kept';

/** What is to be written: nothing, a comment for whoever wants to say more, why it is declined, why less is approved, or a question. */
type Writing = 'nothing' | 'comment' | 'reason' | 'less' | 'question';

/**
 * Approve with one click; to decline takes a reason, whose box opens with it. A lead who would gain can only
 * decline. What was typed outlives an error, a reload and somebody else's change.
 */
export function DecisionForm({
  call,
  request,
  onCame,
}: {
  readonly call: RequestCaller;
  readonly request: RequestView;
  /** What came of it: shown by whoever shows the request, as the form may be gone by then. */
  readonly onCame: (came: CameOf) => void;
}) {
  const [words, setWords] = useState(() => readWords(request.id));
  // Numbers of lines mean other lines once somebody else has left some out.
  const lines = request.less.length;
  const [begun] = useState(() =>
    request.verbs.approve.allowed ? readLess(request.id, lines) : undefined,
  );
  const before = words === '' ? 'nothing' : 'comment';
  const [writing, setWriting] = useState<Writing>(begun === undefined ? before : 'less');
  const [missing, setMissing] = useState(false);
  const [drafted, setDrafted] = useState({ lines, less: begun ?? NOTHING_LEFT_OUT });
  const less = drafted.lines === lines ? drafted.less : NOTHING_LEFT_OUT;
  const setLess = (draft: LessDraft) => {
    setDrafted({ lines, less: draft });
    keepLess(request.id, lines, draft);
  };
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const sending = useCall(async (what: Said) => {
    const came = await decide(call, request, what);
    if (came.outcome === 'done') dropBegun(request.id);
    onCame(came);
    return { ok: true, value: came };
  });
  const [isAsked, setAsked] = useState(false);
  const asking = useCall(async (text: string) => {
    const answer = await call('request.question', { requestId: request.id, text });
    const came = await cameOf(call, request, answer);
    if (came.outcome === 'done') {
      setAsked(true);
      dropWords(request.id);
      setWords('');
      setWriting('nothing');
    }
    onCame(came.outcome === 'done' ? { ...came, isAsked: true } : came);
    return { ok: true, value: came };
  });
  const said = words.trim();
  const { approve } = request.verbs;
  const [unread, setUnread] = useState<CallError>();
  const waits = unread === undefined ? undefined : approvedNow(unread);
  const waitsId = `waits-${request.id}`;
  const part = useFocusKept(request.id);
  const [isOpened, setOpened] = useState(false);
  const write = (what: Writing) => {
    setOpened(true);
    setWriting(what);
  };

  const decline = () => {
    if (said !== '') return void sending.run({ decision: 'decline', reason: said });
    setMissing(writing === 'reason');
    write('reason');
    field.current?.focus();
  };
  const ask = () => {
    if (said !== '') return void asking.run(said);
    setMissing(true);
    field.current?.focus();
  };
  const isLess = writing === 'less';
  const problem = isLess ? lessProblem(request, less, Date.now()) : undefined;
  const approveIt = () => {
    if (isLess && said === '') {
      setMissing(true);
      return field.current?.focus();
    }
    void sending.run({
      decision: 'approve',
      ...(said === '' ? {} : { comment: said }),
      ...(isLess ? { less: lessInput(less) } : {}),
    });
  };
  const doing = sending.running ? sending.input?.[0].decision : undefined;

  return (
    <section ref={part} class="decision" aria-label={say('Your decision')}>
      <PlanNow call={call} request={request} onUnread={setUnread} />
      {isLess && (
        <LeaveOut call={call} request={request} less={less} now={Date.now()} onChange={setLess} />
      )}
      {writing !== 'nothing' && (
        <WordsField
          requestId={request.id}
          writing={writing}
          words={words}
          isMissing={missing}
          takesFocus={isOpened}
          inputRef={field}
          onChange={(typed) => {
            setWords(typed);
            setMissing(false);
            keepWords(request.id, typed);
          }}
        />
      )}
      {approve.allowed && waits !== undefined && (
        <p id={waitsId}>
          <strong>{waits.what}</strong> {waits.next}
        </p>
      )}
      <div class="row">
        {writing === 'question' ? (
          <>
            <Button
              kind="primary"
              busy={asking.running ? say('Sending…') : undefined}
              onClick={ask}
            >
              {say('Send question')}
            </Button>
            <Button kind="subtle" onClick={() => setWriting(words === '' ? 'nothing' : 'comment')}>
              {say('Don’t ask')}
            </Button>
          </>
        ) : (
          <>
            <Button
              kind="primary"
              icon="check"
              describedBy={waits === undefined ? undefined : waitsId}
              disabledReason={approve.allowed ? problem : refusalInShort(approve.why)}
              busy={doing === 'approve' ? say('Approving…') : undefined}
              onClick={approveIt}
            >
              {isLess ? say('Approve what is left') : say('Approve')}
            </Button>
            <Button
              icon="cross"
              busy={doing === 'decline' ? say('Declining…') : undefined}
              onClick={decline}
            >
              {say('Decline')}
            </Button>
            {writing === 'nothing' && (
              <Button kind="subtle" onClick={() => write('comment')}>
                {say('Add a comment')}
              </Button>
            )}
            {!isLess && approve.allowed && canBeLess(request) && (
              <Button kind="subtle" onClick={() => write('less')}>
                {say('Leave something out')}
              </Button>
            )}
            {isLess && (
              <Button
                kind="subtle"
                onClick={() => {
                  setDrafted({ lines, less: NOTHING_LEFT_OUT });
                  dropLess(request.id);
                  setWriting(words === '' ? 'nothing' : 'comment');
                }}
              >
                {say('Leave nothing out')}
              </Button>
            )}
            {!isLess && request.verbs.question.allowed && (
              <Button kind="subtle" onClick={() => write('question')}>
                {say('Ask a question')}
              </Button>
            )}
          </>
        )}
        <span role="status">{isAsked && say('Your question is sent.')}</span>
        <OutsideLink to={LINKS.helpForApprovers}>{say('What approving means')}</OutsideLink>
      </div>
    </section>
  );
}
