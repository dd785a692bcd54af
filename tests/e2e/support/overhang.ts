import type { Page } from 'playwright-core';

/** By how many pixels the widest thing stands out of the window, page and app alike. */
export async function overhang(page: Page): Promise<readonly number[]> {
  return Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ),
  );
}
