import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import { say } from '#words/say';
import { referenceOf } from '../words/call-error';
import { Button } from './button';
import { Explain } from './explain';
import { sayWithElements } from './say-with-elements';
import { SectionMessage } from './section-message';

/**
 * A failed call in full: what happened, why, what to do next, and the reference for support. Nothing
 * where none failed.
 */
export function ErrorMessage({
  error,
  onRetry,
  children,
}: {
  readonly error: CallError | undefined;
  readonly onRetry?: () => void;
  readonly children?: ComponentChildren;
}) {
  const explain = useContext(Explain);
  if (error === undefined) return null;
  const { what, why, next } = explain(error);
  const reference = referenceOf(error);
  return (
    <SectionMessage
      tone={error.code === 'changedMeanwhile' ? 'info' : 'error'}
      title={what}
      announce
    >
      {why !== '' && <p>{why}</p>}
      <p>{next}</p>
      {reference !== undefined && reference !== '' && (
        <p class="message-reference">
          {sayWithElements('Reference: {reference}', { reference: <code>{reference}</code> })}
        </p>
      )}
      {onRetry !== undefined && (
        <div class="row">
          <Button onClick={onRetry}>{say('Try again')}</Button>
          {children}
        </div>
      )}
    </SectionMessage>
  );
}
