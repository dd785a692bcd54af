import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import { say } from '#words/say';
import { TextField } from '../../components/text-field';

export interface WordsFieldProps {
  readonly requestId: string;
  /** A comment for whoever wants to say more, or why it is declined, or why less is approved. */
  readonly writing: 'comment' | 'reason' | 'less';
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
      label={say('Comment')}
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
    case 'less':
      return say(
        'Say why you leave it out, so that whoever asked knows. Everybody who can see the work item can read it.',
      );
  }
}

function missing(writing: WordsFieldProps['writing']): string {
  return writing === 'less'
    ? say('A reason is needed to leave something out.')
    : say('A reason is needed to decline.');
}
