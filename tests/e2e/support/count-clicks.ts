import type { FrameLocator } from 'playwright-core';

/** Counts what is clicked or pressed in a frame from now on; answers how much it was. */
export async function countClicks(frame: FrameLocator): Promise<() => Promise<number>> {
  const html = frame.locator('html');
  await html.evaluate((page) => {
    const doc = page.ownerDocument;
    const clicks = { count: 0 };
    doc.addEventListener(
      'click',
      (event) => {
        // A press of Enter or of the space bar counts, and so does a click into a field.
        if (event.isTrusted) clicks.count += 1;
        doc.documentElement.setAttribute('data-clicks', String(clicks.count));
      },
      true,
    );
  });
  return async () => Number((await html.getAttribute('data-clicks')) ?? 0);
}
