import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { followTheme } from '../api/bridge';
import { ErrorBoundary } from '../components/error-boundary';

/** Puts a screen in place of what the page says while it loads. */
export function openPage(screen: ComponentChildren): void {
  void followTheme();
  const root = document.getElementById('root');
  if (root === null) return;
  root.replaceChildren();
  render(<ErrorBoundary>{screen}</ErrorBoundary>, root);
}
