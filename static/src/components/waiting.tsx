import type { ComponentChildren } from 'preact';
import { say } from '#words/say';

export function Waiting({ children = say('Loading…') }: { readonly children?: ComponentChildren }) {
  return (
    <p class="loading" role="status">
      {children}
    </p>
  );
}
