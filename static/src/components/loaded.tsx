import type { ComponentChildren } from 'preact';
import { say } from '#words/say';
import { ErrorMessage } from './error-message';
import type { Load } from './use-load';
import { Waiting } from './waiting';

/** What was read, once it is there; until then, that it is read, or why not and the way to try again. */
export function Loaded<T>({
  load,
  waiting = say('Loading…'),
  besides,
  children,
}: {
  readonly load: Load<T>;
  /** What is said meanwhile. */
  readonly waiting?: string;
  /** What can be done where it failed, beside trying again. */
  readonly besides?: ComponentChildren;
  readonly children: (value: T) => ComponentChildren;
}) {
  if (load.value !== undefined) return <>{children(load.value)}</>;
  if (load.error === undefined) return <Waiting>{waiting}</Waiting>;
  return (
    <ErrorMessage error={load.error} onRetry={load.reload}>
      {besides}
    </ErrorMessage>
  );
}
