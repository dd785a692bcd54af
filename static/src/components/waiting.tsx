import type { ComponentChildren } from 'preact';

export function Waiting({ children = 'Loading…' }: { readonly children?: ComponentChildren }) {
  return (
    <p class="loading" role="status">
      {children}
    </p>
  );
}
