import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { speak } from '#words/say';
import { followTheme, getContext } from '../api/bridge';
import { ErrorBoundary } from '../components/error-boundary';
import { readerLanguage } from './reader-language';

/** Puts a screen in place of what the page says while it loads, in the language of whoever reads. */
export async function openPage(screen: ComponentChildren): Promise<void> {
  void followTheme();
  void markModal();
  const root = document.getElementById('root');
  if (root === null) return;
  const language = await readerLanguage();
  speak(language);
  document.documentElement.lang = language.locale;
  document.documentElement.dir = language.direction;
  root.replaceChildren();
  render(<ErrorBoundary>{screen}</ErrorBoundary>, root);
}

/** A page that the app has opened over another has the background of a modal. */
async function markModal(): Promise<void> {
  const context = await getContext().catch(() => undefined);
  if (context?.extension?.modal !== undefined) document.documentElement.dataset.over = '';
}
