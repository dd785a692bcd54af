import type { FrameLocator, Page } from 'playwright-core';
import { CONFIGURATION, PANEL } from '../../support/open-world';

/** Somebody at a computer: what they have before them, and how they get to the app. */
export interface Visitor {
  readonly name: string;
  readonly page: Page;
  /** The app in an issue. */
  readonly panel: FrameLocator;
  /** The app's page for admins. */
  readonly configuration: FrameLocator;
  openIssue(key: string): Promise<void>;
  openConfiguration(): Promise<void>;
}

export function openVisitor(page: Page, name: string): Visitor {
  return {
    name,
    page,
    panel: page.frameLocator(`iframe[data-module="${PANEL}"]`),
    configuration: page.frameLocator(`iframe[data-module="${CONFIGURATION}"]`),
    openIssue: async (key) => {
      await page.goto(`/browse/${key}`);
    },
    openConfiguration: async () => {
      await page.goto(`/jira/settings/apps/${CONFIGURATION}/configuration`);
    },
  };
}
