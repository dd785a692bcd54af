import './tabs.css';
import { useEffect, useRef } from 'preact/hooks';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** How much is in it, where that is worth a look. */
  readonly badge?: string | undefined;
}

/** Arrow keys move between tabs, after the tabs pattern of the ARIA Authoring Practices. */
export function Tabs<Name extends string>({
  label,
  tabs,
  current,
  onChoose,
}: {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly current: Name;
  readonly onChoose: (name: Name) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  // Where they don't all fit, the chosen one may be out of sight: by an address, say.
  useEffect(() => {
    if (list.current !== null) bringIntoSight(list.current, `tab-${current}`);
  }, [current]);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChoose(next.name);
    list.current?.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ name, label: text, badge }) => (
        <button
          key={name}
          type="button"
          class="tab"
          id={`tab-${name}`}
          role="tab"
          aria-selected={name === current}
          aria-controls={`tab-panel-${name}`}
          tabIndex={name === current ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {text}
          {badge !== undefined && (
            <>
              {' '}
              <span class="tab-badge">{badge}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}

/** Scrolls the row alone: scrollIntoView moves the pages around as well. */
function bringIntoSight(row: HTMLElement, id: string): void {
  const tab = document.getElementById(id)?.getBoundingClientRect();
  const { left, right, width } = row.getBoundingClientRect();
  if (tab === undefined || (tab.left >= left && tab.right <= right)) return;
  row.scrollBy({ left: tab.left + tab.width / 2 - (left + width / 2) });
}
