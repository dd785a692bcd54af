import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import { say } from '#words/say';
import { TextField } from '../../components/text-field';

export interface WordsFieldProps {
  readonly requestId: string;
  /** A comment for whoever wants to say more, or why it is declined. */
  readonly writing: 'comment' | 'reason';
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
      help={
        writing === 'reason'
          ? say(
              'Say why you decline, so that whoever asked knows what to do differently. Everybody who can see the work item can read it.',
            )
          : say('Everybody who can see the work item can read it.')
      }
      error={isMissing ? say('A reason is needed to decline.') : undefined}
      lines={3}
      most={REASON_MAX}
      inputRef={inputRef}
      value={words}
      onChange={onChange}
    />
  );
}
