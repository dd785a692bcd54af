import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { speak } from '#words/say';
import { followTheme } from '../api/bridge';
import { ErrorBoundary } from '../components/error-boundary';
import { readerLanguage } from './reader-language';

/** Puts a screen in place of what the page says while it loads, in the language of whoever reads. */
export async function openPage(screen: ComponentChildren): Promise<void> {
  void followTheme();
  const root = document.getElementById('root');
  if (root === null) return;
  const language = await readerLanguage();
  speak(language);
  document.documentElement.lang = language.locale;
  document.documentElement.dir = language.direction;
  root.replaceChildren();
  render(<ErrorBoundary>{screen}</ErrorBoundary>, root);
}
