const EVERY = 15_000;

/** Asks the app what stands beside the labels of its contexts: now, and now and then. */
export function followStatuses(): void {
  if (document.querySelector('[data-status-of]') === null) return;
  refreshStatuses();
  setInterval(() => {
    if (!document.hidden) refreshStatuses();
  }, EVERY);
}

export function refreshStatuses(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-status-of]')) void ask(place);
}

async function ask(place: HTMLElement): Promise<void> {
  const response = await fetch('/bridge/status', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ surface: place.dataset.statusOf }),
  }).catch(() => undefined);
  if (response?.ok !== true) return;
  const { value } = (await response.json()) as { readonly value?: string };
  if (typeof value === 'string' && place.innerHTML !== value) place.innerHTML = value;
}
