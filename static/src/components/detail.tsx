import './detail.css';
import type { ComponentChildren } from 'preact';

/** In small beneath what it is about. */
export function Detail({ children }: { readonly children: ComponentChildren }) {
  return <span class="detail">{children}</span>;
}
