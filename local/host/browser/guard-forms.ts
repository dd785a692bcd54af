/** A form that is on its way is not sent twice, and a switch sends its form by being switched. */
export function guardForms(): void {
  // Parts of the page are drawn anew, with their forms: so it is the document that listens.
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement)) return;
    setTimeout(() => {
      for (const button of target.querySelectorAll('button')) button.disabled = true;
    });
  });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches('[data-sends]')) {
      target.form?.requestSubmit();
    }
  });
  // Back from the browser's memory, with the buttons as they were left.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const button of document.querySelectorAll('button')) button.disabled = false;
  });
}
