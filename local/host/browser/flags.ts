/** As @forge/bridge sends them (out/flag/flag.d.ts). */
export interface FlagOptions {
  readonly id: string | number;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly appearance?: string;
  readonly actions?: readonly { readonly text: string; readonly onClick: () => void }[];
  readonly isAutoDismiss?: boolean;
}

/** doc: Forge bridge, showFlag: dismissed after eight seconds. */
const DISMISSED_AFTER = 8_000;

const idOf = (id: FlagOptions['id']) => `flag-${id}`;

export function closeFlag(id: FlagOptions['id']): boolean {
  const flag = document.getElementById(idOf(id));
  flag?.remove();
  return flag !== null;
}

export function showFlag(options: FlagOptions): void {
  closeFlag(options.id);
  const look = options.appearance ?? options.type ?? 'info';
  const flag = document.createElement('section');
  flag.id = idOf(options.id);
  flag.className = `flag flag-${look}${options.appearance === undefined ? '' : ' flag-bold'}`;
  flag.setAttribute('role', look === 'error' || look === 'warning' ? 'alert' : 'status');
  flag.append(
    element('h2', `${wordOf(look)}${options.title ?? ''}`),
    element('p', options.description ?? ''),
    ...(options.actions ?? []).map(({ text, onClick }) => button(text, () => onClick())),
    button('Dismiss', () => flag.remove()),
  );
  document.getElementById('flags')?.append(flag);
  if (options.isAutoDismiss === true) setTimeout(() => flag.remove(), DISMISSED_AFTER);
}

const wordOf = (look: string) =>
  look === 'error' ? 'Error: ' : look === 'warning' ? 'Warning: ' : '';

function element(name: 'h2' | 'p', text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button button-plain';
  made.textContent = text;
  made.addEventListener('click', onClick);
  return made;
}
