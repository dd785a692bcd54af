/** Buttons that copy the text of the element which `data-copies` names. */
export function offerCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
    const label = button.textContent ?? '';
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copies ?? '');
      const text = source instanceof HTMLInputElement ? source.value : (source?.textContent ?? '');
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Select it and copy';
        if (source instanceof HTMLInputElement) source.select();
      }
      setTimeout(() => {
        button.textContent = label;
      }, 2_000);
    });
  }
}
