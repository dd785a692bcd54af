/** A form that is on its way is not sent twice, and a switch sends its form by being switched. */
export function guardForms(): void {
  for (const form of document.querySelectorAll('form')) {
    form.addEventListener('submit', () => {
      setTimeout(() => {
        for (const button of form.querySelectorAll('button')) button.disabled = true;
      });
    });
    for (const control of form.querySelectorAll<HTMLInputElement>('[data-sends]')) {
      control.addEventListener('change', () => form.requestSubmit());
    }
  }
  // Back from the browser's memory, with the buttons as they were left.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const button of document.querySelectorAll('button')) button.disabled = false;
  });
}
