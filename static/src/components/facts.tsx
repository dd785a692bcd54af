import './facts.css';
import type { ComponentChildren } from 'preact';

/** Names and what they are: `dt` and `dd`, side by side where there is room. */
export function Facts({ children }: { readonly children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}
