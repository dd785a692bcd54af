import type { Page } from 'playwright-core';

/** The frames of a page, the page among them, that need sideways scrolling, and by how many pixels. */
export async function sidewaysOverflow(page: Page): Promise<readonly string[]> {
  const frames = page.frames().map(async (frame) => {
    const pixels = await frame.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    return pixels === 0 ? [] : [`${frame.url()} by ${pixels}`];
  });
  return (await Promise.all(frames)).flat();
}
