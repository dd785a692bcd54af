import type { Page } from 'playwright-core';

const QUIET = 500;
const LONGEST = 20_000;

/** Waits until nothing is loading in any frame, and what they say has not changed for a moment. */
export async function waitForRest(page: Page): Promise<void> {
  const end = Date.now() + LONGEST;
  for (let before = await said(page); ; ) {
    await page.waitForTimeout(QUIET);
    const after = await said(page);
    if (after.loading === 0 && after.text === before.text) return;
    if (Date.now() > end) throw new Error('The page does not come to rest');
    before = after;
  }
}

async function said(page: Page) {
  const frames = await Promise.all(
    page.frames().map(async (frame) => ({
      text: await frame.locator('body').textContent(),
      loading: await frame.locator('.loading').count(),
    })),
  );
  return {
    text: frames.map(({ text }) => text).join('\n'),
    loading: frames.reduce((sum, { loading }) => sum + loading, 0),
  };
}
