import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import { say } from '#words/say';
import { TextField } from '../../components/text-field';

export interface WordsFieldProps {
  readonly requestId: string;
  /** A comment for whoever wants to say more, why it is declined, why less is approved, or a question. */
  readonly writing: 'comment' | 'reason' | 'less' | 'question';
  readonly words: string;
  readonly isMissing: boolean;
  /** It was opened by whoever wants to write now. */
  readonly takesFocus: boolean;
  readonly inputRef: RefObject<(HTMLInputElement & HTMLTextAreaElement) | null>;
  readonly onChange: (words: string) => void;
}

export function WordsField(props: WordsFieldProps) {
  const { requestId, writing, words, isMissing, takesFocus, inputRef, onChange } = props;
  useEffect(() => {
    if (takesFocus) inputRef.current?.focus();
  }, [writing]);
  return (
    <TextField
      id={`words-${requestId}`}
      label={writing === 'question' ? say('Your question') : say('Comment')}
      help={helpFor(writing)}
      error={isMissing ? missing(writing) : undefined}
      lines={3}
      most={REASON_MAX}
      inputRef={inputRef}
      value={words}
      onChange={onChange}
    />
  );
}

function helpFor(writing: WordsFieldProps['writing']): string {
  switch (writing) {
    case 'comment':
      return say('Everybody who can see the work item can read it.');
    case 'reason':
      return say(
        'Say why you decline, so that whoever asked knows what to do differently. Everybody who can see the work item can read it.',
      );
    case 'question':
      return say(
        'Whoever asked is told, and answers here. Until then the time to decide stands still. Everybody who can see the work item can read it.',
      );
    case 'less':
      return say(
        'Say why you leave it out, so that whoever asked knows. Everybody who can see the work item can read it.',
      );
  }
}

function missing(writing: WordsFieldProps['writing']): string {
  switch (writing) {
    case 'less':
      return say('A reason is needed to leave something out.');
    case 'question':
      return say('Write what you want to know.');
    case 'comment':
    case 'reason':
      return say('A reason is needed to decline.');
  }
}
