import { applyTheme, type ThemeState, themeState } from './theme-state';

const CHANGED = 'themechange';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

const chosen = () => document.documentElement.dataset.themeChoice ?? 'auto';

export function currentTheme(): ThemeState {
  const choice = chosen();
  const isDark = choice === 'dark' || (choice === 'auto' && systemIsDark.matches);
  return themeState(isDark ? 'dark' : 'light');
}

export function onThemeChange(listener: (theme: ThemeState) => void): void {
  document.addEventListener(CHANGED, () => listener(currentTheme()));
}

/** The page's own theme: what the profile menu says, else what the browser prefers, at once. */
export function followChosenTheme(): void {
  const apply = () => {
    applyTheme(currentTheme());
    document.dispatchEvent(new Event(CHANGED));
  };
  for (const control of document.querySelectorAll<HTMLInputElement>('input[name="theme"]')) {
    control.addEventListener('change', () => {
      document.documentElement.dataset.themeChoice = control.value;
      // biome-ignore lint/suspicious/noDocumentCookie: the server draws the next page with it.
      document.cookie = `jira-theme=${control.value}; path=/; SameSite=Lax; max-age=31536000`;
      apply();
    });
  }
  systemIsDark.addEventListener('change', apply);
  apply();
}
