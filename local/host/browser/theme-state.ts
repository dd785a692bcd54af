/** What themes are in force, by kind, as design tokens name them. */
export interface ThemeState {
  readonly colorMode: 'light' | 'dark';
  readonly light: string;
  readonly dark: string;
  readonly spacing: string;
  readonly typography: string;
}

export const themeState = (colorMode: 'light' | 'dark'): ThemeState => ({
  colorMode,
  light: 'light',
  dark: 'dark',
  spacing: 'spacing',
  typography: 'typography',
});

/** The attributes that @atlaskit/tokens' setGlobalTheme puts on the page. */
export function applyTheme({ colorMode, ...themes }: ThemeState): void {
  const { dataset } = document.documentElement;
  dataset.colorMode = colorMode;
  dataset.theme = Object.entries(themes)
    .map(([kind, id]) => `${kind}:${id}`)
    .sort()
    .join(' ');
}
