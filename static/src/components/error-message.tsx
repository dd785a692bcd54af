import type { ComponentChildren } from 'preact';
import type { CallError } from '#contract/answer';
import { explainUnreachable } from '../words/unreachable';
import type { AnsweredErrorProps } from './answered-error';
import { Explained } from './explained';
import { lazy } from './lazy';

const AnsweredError = lazy<AnsweredErrorProps>(() =>
  import('./answered-error').then((part) => part.AnsweredError),
);

/**
 * A failed call in full: what happened, why, what to do next, and the reference for support. Nothing
 * where none failed. Only that no answer came is said without fetching anything.
 */
export function ErrorMessage({
  error,
  ...rest
}: {
  readonly error: CallError | undefined;
  readonly onRetry?: () => void;
  readonly children?: ComponentChildren;
}) {
  if (error === undefined) return null;
  if (error.code === 'unreachable') {
    return <Explained explanation={explainUnreachable()} {...rest} />;
  }
  return <AnsweredError error={error} {...rest} />;
}
