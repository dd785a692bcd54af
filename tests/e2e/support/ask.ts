import type { FrameLocator } from 'playwright-core';

/** Types into a search field of the form and takes what is found under that name. */
export async function pick(panel: FrameLocator, field: string, name: string): Promise<void> {
  const input = panel.getByRole('combobox', { name: field });
  await input.click();
  await input.fill(name);
  await panel.getByRole('option', { name }).click();
}

export interface Ask {
  readonly people: readonly string[];
  readonly access: readonly string[];
  readonly why: string;
  readonly days?: number;
}

/** Fills the form in, up to the plan, without sending it. */
export async function fillIn(panel: FrameLocator, ask: Ask): Promise<void> {
  await panel.getByRole('button', { name: 'Request access' }).click();
  for (const person of ask.people) await pick(panel, 'Who is it for?', person);
  for (const access of ask.access) await pick(panel, 'Access to what?', access);
  if (ask.days !== undefined) {
    await panel.getByRole('radio', { name: 'For a limited time' }).check();
    await panel.getByRole('spinbutton', { name: 'days' }).fill(String(ask.days));
  }
  await panel.getByLabel('Why is it needed?').fill(ask.why);
  await panel.getByText('will be asked to decide.').waitFor();
}

export async function submit(panel: FrameLocator): Promise<void> {
  await panel.getByRole('button', { name: 'Submit request' }).click();
  await panel.getByText('Waiting for approval', { exact: true }).first().waitFor();
}
