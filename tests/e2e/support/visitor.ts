import type { FrameLocator, Page } from 'playwright-core';

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
    panel: page.frameLocator('iframe[data-module="multiplier-access"]'),
    configuration: page.frameLocator('iframe[data-module="multiplier-configuration"]'),
    openIssue: async (key) => {
      await page.goto(`/browse/${key}`);
    },
    async openConfiguration() {
      const jira = page.getByRole('navigation', { name: 'Jira' });
      await jira.getByText('Apps', { exact: true }).click();
      await jira.getByRole('link', { name: 'Manage apps', exact: true }).click();
      await page.getByText('Multiplier', { exact: true }).first().click();
      await page.getByRole('link', { name: 'Configuration', exact: true }).click();
    },
  };
}
