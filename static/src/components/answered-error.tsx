import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import { referenceOf } from '../words/call-error';
import { Explain } from './explain';
import { Explained } from './explained';

export interface AnsweredErrorProps {
  readonly error: CallError;
  readonly onRetry?: () => void;
  readonly children?: ComponentChildren;
}

/** What the answer to a failed call says, in the words of the page. */
export function AnsweredError({ error, ...rest }: AnsweredErrorProps) {
  const explain = useContext(Explain);
  return (
    <Explained
      explanation={explain(error)}
      tone={error.code === 'changedMeanwhile' ? 'info' : 'error'}
      reference={referenceOf(error)}
      {...rest}
    />
  );
}
