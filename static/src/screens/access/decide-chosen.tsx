import './decide-chosen.css';
import { useId, useRef, useState } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { dropDraft, keepDraft, readDraft } from '../../api/draft';
import { Button } from '../../components/button';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import { approveUnlessChanged, type CameOfOne, declineFor } from './decide-one-of-several';

const DRAFT = 'decision.chosen';

interface DecideChosenProps {
  readonly chosen: readonly RequestView[];
  /** Nothing is left that could be chosen. */
  readonly isOver: boolean;
  readonly onCame: (id: string, came: CameOfOne) => void;
}

/** Approves all that are chosen, or declines them for one reason: each is decided, and answered, by itself. */
export function DecideChosen({ chosen, isOver, onCame }: DecideChosenProps) {
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  // One after the other: none of them waits for one that failed.
  const each = async (
    shown: readonly RequestView[],
    one: (request: RequestView) => Promise<CameOfOne>,
  ) => {
    let done = 0;
    for (const request of shown) {
      const came = await one(request);
      onCame(request.id, came);
      if (came.outcome === 'done') done += 1;
    }
    return { done, left: shown.length - done };
  };
  const sending = useCall(async (shown: readonly RequestView[], reason: string | undefined) => {
    const came = await each(
      shown,
      reason === undefined ? approveUnlessChanged : (request) => declineFor(reason, request),
    );
    if (reason !== undefined) {
      // What is left may be declined for the same reason.
      if (came.left === 0) dropDraft(DRAFT);
      opener.current?.focus();
      setAsked(false);
    }
    return { ok: true, value: came };
  });
  const isDeclining = sending.running && sending.input?.[1] !== undefined;
  const whyNone = (choose: string) => (isOver ? say('Nothing waits for you any more.') : choose);
  const approvable = chosen.filter(({ verbs }) => verbs.approve.allowed);
  return (
    <>
      <Button
        icon="check"
        disabledReason={
          approvable.length === 0
            ? whyNone(say('Choose the requests that you approve.'))
            : undefined
        }
        busy={sending.running && !isDeclining ? say('Approving…') : undefined}
        onClick={() => void sending.run(approvable, undefined)}
      >
        {say('Approve the chosen ({count})', { count: approvable.length })}
      </Button>
      <Button
        icon="cross"
        buttonRef={opener}
        disabledReason={
          chosen.length === 0 && !isAsked
            ? whyNone(say('Choose the requests that you decline.'))
            : undefined
        }
        busy={isDeclining ? say('Declining…') : undefined}
        expanded={isAsked}
        controls={id}
        onClick={() => setAsked(!isAsked)}
      >
        {say('Decline the chosen ({count})', { count: chosen.length })}
      </Button>
      <span role="status">
        {sending.value !== undefined && cameOfAll(sending.value, sending.input?.[1] !== undefined)}
      </span>
      <div class="chosen-reason" id={id} hidden={!isAsked}>
        {isAsked && (
          <OneReason
            count={chosen.length}
            isSending={isDeclining}
            onSend={(reason) => void sending.run(chosen, reason)}
            onKeep={() => {
              setAsked(false);
              opener.current?.focus();
            }}
          />
        )}
      </div>
    </>
  );
}

function OneReason({
  count,
  isSending,
  onSend,
  onKeep,
}: {
  readonly count: number;
  readonly isSending: boolean;
  readonly onSend: (reason: string) => void;
  readonly onKeep: () => void;
}) {
  const [words, setWords] = useState(() => readDraft<string>(DRAFT) ?? '');
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const send = () => {
    setMissing(words.trim() === '');
    if (words.trim() === '') field.current?.focus();
    else onSend(words.trim());
  };
  return (
    <section aria-label={say('One reason for all that are chosen')}>
      <TextField
        label={say('Why you decline them')}
        help={say(
          'Whoever asked reads it under each of them, and so does everybody who can see its work item.',
        )}
        error={isMissing ? say('A reason is needed to decline.') : undefined}
        lines={3}
        most={REASON_MAX}
        inputRef={field}
        value={words}
        onChange={(typed) => {
          setWords(typed);
          setMissing(false);
          keepDraft(DRAFT, typed);
        }}
      />
      <div class="row">
        <Button
          kind="danger"
          disabledReason={count === 0 ? say('Choose the requests that you decline.') : undefined}
          busy={isSending ? say('Declining…') : undefined}
          onClick={send}
        >
          {say('{count, plural, one {Decline # request} other {Decline # requests}}', { count })}
        </Button>
        <Button kind="subtle" onClick={onKeep}>
          {say('Decline none')}
        </Button>
      </div>
    </section>
  );
}

function cameOfAll(
  { done: count, left }: { readonly done: number; readonly left: number },
  areDeclined: boolean,
): string {
  const done = areDeclined
    ? say('{count, plural, one {# request} other {# requests}} declined.', { count })
    : say('{count, plural, one {# request} other {# requests}} approved.', { count });
  return left === 0
    ? done
    : say('{done} {left, plural, one {# other says} other {# others say}} why not.', {
        done,
        left,
      });
}
