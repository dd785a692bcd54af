import './detail.css';
import type { ComponentChildren } from 'preact';

/** Small print under the thing that it explains. */
export function Detail({ children }: { readonly children: ComponentChildren }) {
  return <span class="detail">{children}</span>;
}
