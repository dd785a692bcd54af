import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import type { Visitor } from './visitor';

/** The dark page is the light one in other colours. */
const RULES = {
  light: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  dark: ['color-contrast'],
};

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly {
      readonly target: readonly string[];
      readonly failureSummary: string;
    }[];
  }[];
}

declare const axe: { run(context: unknown, options: object): Promise<AxeResults> };

async function violationsIn(frame: Frame, rules: readonly string[]): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(AXE);
  const { violations } = await frame.evaluate(async (runOnly) => {
    // What sticks covers what is scrolled out from under it: all of it is looked at where it has its place.
    const sticky = [...document.querySelectorAll<HTMLElement>('*')].filter(
      (one) => getComputedStyle(one).position === 'sticky',
    );
    for (const { style } of sticky) Object.assign(style, { position: 'relative', inset: 'auto' });
    // Each frame is looked at by itself.
    const found = await axe.run(document, {
      iframes: false,
      resultTypes: ['violations'],
      runOnly,
    });
    for (const { style } of sticky) Object.assign(style, { position: '', inset: '' });
    return found;
  }, rules);
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} (${impact}) at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}

/** What axe has against the app, or the whole page with the app in it, in light and in dark. */
export async function findViolations(
  { page }: Pick<Visitor, 'page'>,
  part: 'app' | 'all' = 'all',
): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const frame of page.frames()) {
      // One that waits until it is opened.
      if (frame.url() === 'about:blank') continue;
      if (part === 'app' && frame === page.mainFrame()) continue;
      await frame.waitForFunction(
        (mode) => document.documentElement.dataset.colorMode === mode,
        colorScheme,
      );
      const where = frame === page.mainFrame() ? 'page' : 'app';
      found.push(
        ...(await violationsIn(frame, RULES[colorScheme])).map(
          (text) => `${colorScheme}, ${where}: ${text}`,
        ),
      );
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}
