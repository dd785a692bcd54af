import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

describe('the organization’s key, and people', () => {
  let stage: Stage;
  let olivia: Visitor;
  beforeAll(async () => {
    stage = await openStage();
    await stage.world.connect();
    olivia = await stage.signInAs('Olivia Hart');
    await olivia.openConfiguration();
  });
  afterAll(() => stage.close());

  const secretOf = (label: string) =>
    stage.world.platform.atlassian.tokens.samples().find((one) => one.label === label)?.token ?? '';
  const people = () => olivia.configuration.getByRole('tabpanel', { name: 'People' });
  const openPeople = () => olivia.configuration.getByRole('tab', { name: 'People' }).click();
  const expectAccessible = async () => expect(await findViolations(olivia, 'app')).toEqual([]);

  /** Takes whoever is picked out, and picks the first who is found. */
  async function pick(name: string): Promise<void> {
    const box = people().getByRole('combobox', { name: 'Person' });
    await box.fill(name);
    await people().getByRole('option', { name }).first().click();
    await people().getByRole('region', { name }).waitFor();
  }

  it('shows a person without a key: active, groups, and no button that could not work', async () => {
    await openPeople();
    await people().getByText('An organization API key adds last active dates').waitFor();
    await pick('Noah Okafor');
    const card = people().getByRole('region', { name: 'Noah Okafor' });
    await card.getByText('Active').waitFor();
    await card.getByRole('listitem').filter({ hasText: 'frontend' }).waitFor();
    // What can be asked for works without a key.
    expect(await card.getByText('Take everything away…').count()).toBe(1);
    expect(await card.getByRole('button', { name: /[Ss]uspend|[Rr]estore/ }).count()).toBe(0);
    expect(await card.getByText('Last active').count()).toBe(0);
    await expectAccessible();
  });

  it('says what is wrong with a key, at the field', async () => {
    const { configuration } = olivia;
    await people().getByRole('button', { name: 'Open Integrations' }).click();
    await configuration.getByRole('button', { name: 'Atlassian Cloud' }).click();
    await configuration.getByRole('button', { name: 'Add key' }).click();
    const form = configuration.getByRole('form', { name: 'Add an organization API key' });
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByText('Enter the organization’s ID.').waitFor();
    await form.getByText('Paste the organization API key.').waitFor();
    await form
      .getByRole('textbox', { name: 'Organization ID' })
      .fill(stage.world.platform.atlassian.organization.id);
    await form.getByLabel('Organization API key*').fill(secretOf('Good token'));
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByRole('alert').getByText('That is a personal API token.').waitFor();
    await form.getByText('How to create an organization API key').click();
    await expectAccessible();
  });

  it('takes a key that works', async () => {
    const { configuration } = olivia;
    await configuration
      .getByLabel('Organization API key*')
      .fill(secretOf('API key of the organization'));
    await configuration.getByRole('button', { name: 'Save', exact: true }).click();
    const section = configuration.getByRole('region', { name: 'Organization API key (optional)' });
    await section.getByText('Key added').waitFor();
    await section.getByText('Acme Group').waitFor();
    await section.getByRole('button', { name: 'Remove…' }).click();
    await expectAccessible();
  });

  it('suspends with a reason only, says why not, and restores', async () => {
    await openPeople();
    await pick('Priya Raman');
    const card = people().getByRole('region', { name: 'Priya Raman' });
    await card.getByText('Last active').waitFor();
    await card.getByRole('button', { name: 'Suspend access…' }).click();
    await card.getByRole('button', { name: 'Suspend access', exact: true }).click();
    await card.getByText('Say why, for whoever reads the audit.').waitFor();
    await expectAccessible();
    await card.getByLabel('Reason').fill('Lost her laptop');
    await card.getByRole('button', { name: 'Suspend access', exact: true }).click();
    await card.getByText('Access suspended').waitFor();
    await card.getByText('Suspended', { exact: true }).waitFor();
    await card.getByText(/^By Olivia Hart on .*: “Lost her laptop”$/).waitFor();
    expect(stage.world.person('Priya Raman').active).toBe(false);

    await pick('Olivia Hart');
    const own = people().getByRole('region', { name: 'Olivia Hart' });
    await own.getByText('You can’t suspend yourself.').waitFor();
    expect(
      await own.getByRole('button', { name: 'Suspend access…' }).getAttribute('aria-disabled'),
    ).toBe('true');

    // Jira no longer finds her; the organization does.
    await pick('Priya Raman');
    await card.getByRole('button', { name: 'Restore access…' }).click();
    await card.getByLabel('Reason').fill('It was found');
    await card.getByRole('button', { name: 'Restore access', exact: true }).click();
    await card.getByText('Access restored').waitFor();
    expect(stage.world.person('Priya Raman').active).toBe(true);
    await expectAccessible();
  });

  it('is all in the audit', async () => {
    const { configuration } = olivia;
    await configuration.getByRole('tab', { name: 'Audit' }).click();
    const audit = configuration.getByRole('tabpanel', { name: 'Audit' });
    for (const sentence of [
      'Olivia Hart added an API key of the organization Acme Group.',
      'Olivia Hart suspended Priya Raman’s access: “Lost her laptop”',
      'Olivia Hart restored Priya Raman’s access: “It was found”',
    ])
      await audit.getByRole('row').filter({ hasText: sentence }).waitFor();
  });
});
