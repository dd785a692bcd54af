import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const MOST_STOPS = 60;

const hasFocus = (element: Locator) =>
  element.evaluate((one) => one === document.activeElement, undefined, { timeout: 5_000 });

/** Presses Tab until it is there, as somebody without a mouse does. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(element)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${element} is not reached with Tab.`);
}

/** The focus is on something in the app, not thrown back to the top of its page. */
export async function expectFocusWithin(app: FrameLocator): Promise<void> {
  await expect
    .poll(() => app.locator('body').evaluate(() => document.activeElement?.tagName), {
      timeout: 10_000,
    })
    .not.toBe('BODY');
}
