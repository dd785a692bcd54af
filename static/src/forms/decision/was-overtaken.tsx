import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { explainRefusal } from '#words/request-refusal';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { SectionMessage } from '../../components/section-message';
import { howItCame } from '../../words/how-it-came';
import { overtakenBy, wasDecided } from '../../words/overtaken-by';
import type { Overtaken } from './came-of';
import { dropWords, readWords } from './draft';
import { isTheirs } from './is-theirs';
import { returnFocus } from './return-focus';

export interface WasOvertakenProps {
  readonly request: RequestView;
  readonly verb: 'decide' | 'withdraw' | 'remind' | 'answer';
  /** Undefined where it was seen before anything was sent. */
  readonly came: Overtaken | undefined;
  /** It answers what the reader has just pressed, and nothing else: then it has the focus, and is in view. */
  readonly takesFocus: boolean;
}

/** Who was faster and when, and that nothing was done twice. What was written stays to be read. */
export function WasOvertaken({ request, came, verb, takesFocus }: WasOvertakenProps) {
  const notice = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (came !== undefined && takesFocus) notice.current?.focus();
  }, [came, takesFocus]);
  const isOpen = isTheirs(request);
  const [, setDiscarded] = useState(false);
  const words = isOpen || verb !== 'decide' ? '' : readWords(request.id);
  const discard = () => {
    dropWords(request.id);
    setDiscarded(true);
    returnFocus(request.id);
  };
  if (came === undefined && words === '') return null;
  return (
    <SectionMessage
      tone="info"
      title={came === undefined ? howItStands(request) : overtakenBy(came.shown, request)}
      announce
      messageRef={notice}
    >
      {came !== undefined && <p>{whatIsLeft(verb, isOpen, wasDecided(came.shown, request))}</p>}
      {words !== '' && (
        <>
          <p class="quote">{say('What you wrote went to nobody: “{words}”', { words })}</p>
          <div class="row">
            <Button kind="subtle" onClick={discard}>
              {say('Discard what you wrote')}
            </Button>
          </div>
        </>
      )}
    </SectionMessage>
  );
}

function howItStands(request: RequestView): string {
  const { decline } = request.verbs;
  const came = howItCame(request);
  if (came !== undefined) return came;
  return decline.allowed
    ? say('It has changed since you saw it.')
    : explainRefusal(decline.why).what;
}

function whatIsLeft(verb: WasOvertakenProps['verb'], isOpen: boolean, isDecided: boolean): string {
  if (verb === 'withdraw') return say('So it was not withdrawn. This is how it is now.');
  if (verb === 'remind') return say('So nobody was reminded. This is how it is now.');
  if (verb === 'answer') return say('So your answer was not sent. This is how it is now.');
  if (isOpen)
    return say('Your decision was not sent. This is how it is now: look once more, and decide.');
  return isDecided
    ? say('Your decision was not sent: nothing is decided twice. This is how it is now.')
    : say('Your decision was not sent. This is how it is now.');
}
