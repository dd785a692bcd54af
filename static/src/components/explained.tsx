import type { ComponentChildren } from 'preact';
import type { Explanation } from '#words/explanation';
import { say } from '#words/say';
import { Button } from './button';
import { sayWithElements } from './say-with-elements';
import { SectionMessage } from './section-message';

/** What happened, why, what to do next, and the reference for support. */
export function Explained({
  explanation: { what, why, next },
  tone = 'error',
  reference,
  onRetry,
  children,
}: {
  readonly explanation: Explanation;
  readonly tone?: 'info' | 'error';
  readonly reference?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly children?: ComponentChildren;
}) {
  return (
    <SectionMessage tone={tone} title={what} announce>
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
