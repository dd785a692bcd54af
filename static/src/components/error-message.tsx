import type { ComponentChildren } from 'preact';
import type { CallError } from '#contract/answer';
import { explainError, referenceOf } from '../words/call-error';
import { SectionMessage } from './section-message';

/** A failed call in full: what happened, why, what to do next, and the reference for support. */
export function ErrorMessage({
  error,
  children,
}: {
  readonly error: CallError;
  readonly children?: ComponentChildren;
}) {
  const { what, why, next } = explainError(error);
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
          Reference: <code>{reference}</code>
        </p>
      )}
      {children}
    </SectionMessage>
  );
}
