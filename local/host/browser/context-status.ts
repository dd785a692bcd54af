const EVERY = 15_000;
/** Many calls of a page are one reason to ask: each question is a run of the app, metered like any other. */
const AT_MOST_EVERY = 5_000;
let askedAt = Number.NEGATIVE_INFINITY;
let waiting = false;

/** Asks the app what stands beside the labels of its contexts: now, and now and then. */
export function followStatuses(): void {
  if (document.querySelector('[data-status-of]') === null) return;
  refreshStatuses();
  setInterval(() => {
    if (!document.hidden) refreshStatuses();
  }, EVERY);
}

/** Soon, and once for all that ask meanwhile. */
export function refreshStatuses(): void {
  if (waiting) return;
  const wait = Math.max(0, askedAt + AT_MOST_EVERY - Date.now());
  waiting = true;
  setTimeout(() => {
    waiting = false;
    askedAt = Date.now();
    askAll();
  }, wait);
}

function askAll(): void {
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
