import type { FrameLocator, Page } from 'playwright-core';
import { ACCESS, CONFIGURATION, PANEL } from '../../support/open-world';

/** Somebody at a computer: what they have before them, and how they get to the app. */
export interface Visitor {
  readonly name: string;
  readonly page: Page;
  /** The app in an issue. */
  readonly panel: FrameLocator;
  /** The app's page for admins. */
  readonly configuration: FrameLocator;
  /** Their own page of the app, in the Apps menu. */
  readonly access: FrameLocator;
  openIssue(key: string): Promise<void>;
  openConfiguration(): Promise<void>;
}

export function openVisitor(page: Page, name: string): Visitor {
  return {
    name,
    page,
    panel: page.frameLocator(`iframe[data-module="${PANEL}"]`),
    configuration: page.frameLocator(`iframe[data-module="${CONFIGURATION}"]`),
    access: page.frameLocator(`iframe[data-module="${ACCESS}"]`),
    openIssue: async (key) => {
      await page.goto(`/browse/${key}`);
    },
    openConfiguration: async () => {
      await page.goto(`/jira/settings/apps/${CONFIGURATION}/configuration`);
    },
  };
}
