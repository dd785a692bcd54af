/** Tells the height of the content, now and whenever it changes: the frame has no scroll bar of its own. */
export function reportHeight(tell: (height: number) => void): void {
  let told = 0;
  let isAsked = false;

  function measure(): void {
    isAsked = false;
    const { body } = document;
    if (body === null) return;
    const style = getComputedStyle(body);
    const margins = Number.parseFloat(style.marginTop) + Number.parseFloat(style.marginBottom);
    const height = Math.ceil(Math.max(body.scrollHeight, body.offsetHeight) + margins);
    if (height === told) return;
    told = height;
    tell(height);
  }

  function ask(): void {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(measure);
  }

  addEventListener('DOMContentLoaded', () => {
    new ResizeObserver(ask).observe(document.body);
    // What stands out of the body, such as an open list, changes no element's size.
    new MutationObserver(ask).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    addEventListener('load', ask, { once: true });
    ask();
  });
}
