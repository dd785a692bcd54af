/** Also where it is in a part that is closed. */
export function focusOn(control: HTMLElement | null): void {
  for (
    let part = control?.closest('details');
    part;
    part = part.parentElement?.closest('details')
  ) {
    part.open = true;
  }
  control?.focus();
}
