/** A search field over a list that is all there: `data-filters` names the list. */
export function filterLists(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-filters]')) {
    const list = document.getElementById(field.dataset.filters ?? '');
    const status = document.getElementById(`${field.dataset.filters}-status`);
    field.addEventListener('input', () => {
      const words = plain(field.value).split(/\s+/);
      let shown = 0;
      for (const item of list?.querySelectorAll<HTMLElement>('[data-text]') ?? []) {
        const text = plain(item.dataset.text ?? '');
        const matches = words.every((word) => text.includes(word));
        item.hidden = !matches;
        if (matches) shown += 1;
      }
      if (status !== null) status.textContent = shown === 0 ? 'Nothing matches.' : `${shown} found`;
    });
  }
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
