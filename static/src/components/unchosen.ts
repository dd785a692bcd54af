/** The first field of a form in which something was typed, and nothing of what was found for it was chosen. */
export function unchosenIn(form: HTMLElement): HTMLInputElement | undefined {
  const fields = form.querySelectorAll<HTMLInputElement>('input[role="combobox"]');
  return [...fields].find(({ value }) => value.trim() !== '');
}
