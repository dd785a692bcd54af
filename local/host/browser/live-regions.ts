const EVERY = 4_000;
let isRefreshing = false;

/** Draws the parts of the page anew that change by themselves: `data-live`, each with a name of its own. */
export function refreshLive(): void {
  if (isRefreshing) return;
  isRefreshing = true;
  void refresh()
    .catch(() => undefined)
    .finally(() => {
      isRefreshing = false;
    });
}

async function refresh(): Promise<void> {
  const address = new URL(window.location.href);
  address.hash = '';
  const query = document.querySelector<HTMLElement>('[data-live-query]')?.dataset.liveQuery;
  for (const [name, value] of new URLSearchParams(query)) address.searchParams.set(name, value);
  const response = await fetch(address, { headers: { accept: 'text/html' } });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const region of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const other = fresh.querySelector(`[data-live="${region.dataset.live}"]`);
    // Not under somebody's hands: what has the focus or is unfolded stays.
    const isInUse =
      region.contains(document.activeElement) || region.querySelector('details[open]');
    if (other !== null && !isInUse && other.innerHTML !== region.innerHTML) {
      region.innerHTML = other.innerHTML;
    }
  }
}

export function keepLive(): void {
  if (document.querySelector('[data-live]') === null) return;
  setInterval(() => {
    if (!document.hidden) refreshLive();
  }, EVERY);
}
