/** The button that was pressed may be gone with the state it belonged to: then the request has the focus. */
export function returnFocus(requestId: string): void {
  setTimeout(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) document.getElementById(`request-${requestId}`)?.focus();
  });
}
