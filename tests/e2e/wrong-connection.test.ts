import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../local/atlassian/atlassian';
import { openStage, type Stage } from './support/open-stage';
import type { Visitor } from './support/visitor';

const SITE = 'https://acme-local.atlassian.net';
const OLIVIA = 'olivia.hart@acme.example';

interface Attempt {
  readonly why: string;
  readonly url?: string;
  /** Label of one of the site's ready-made credentials; its email is typed, too. */
  readonly sample?: string;
  readonly email?: string;
  readonly token?: string;
  readonly fault?: FaultRule['effect'];
  /** The field that is pointed at and gets the focus; none where it is nobody's typing. */
  readonly field?: 'Instance URL' | 'Email' | 'API Token';
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}

const ATTEMPTS: readonly Attempt[] = [
  {
    why: 'not a URL',
    url: 'acme',
    field: 'Instance URL',
    title: 'That isn’t a web address.',
    cause: 'It can’t be read as one.',
    fix: 'such as https://yourcompany.atlassian.net',
  },
  {
    why: 'not https',
    url: 'http://acme-local.atlassian.net',
    field: 'Instance URL',
    title: 'The address must begin with https.',
    cause: 'A token is only ever sent over an encrypted connection.',
    fix: 'Replace http:// with https://.',
  },
  {
    why: 'not an Atlassian Cloud host',
    url: 'https://jira.acme.example',
    field: 'Instance URL',
    title: 'That isn’t an Atlassian Cloud site (jira.acme.example).',
    cause: 'Cloud sites end in .atlassian.net.',
    fix: 'copy the part of the address up to .atlassian.net',
  },
  {
    why: 'no such site',
    url: 'https://no-such-site.atlassian.net',
    field: 'Instance URL',
    title: 'There is no site at this address (no-such-site.atlassian.net).',
    cause: 'The name is mistyped, or the site was renamed or deleted.',
    fix: 'Copy the address from a browser tab in which your Jira is open.',
  },
  {
    why: 'a wrong token',
    token: 'ATATT3xFfGF0-mistyped',
    field: 'API Token',
    title: 'Email or token is wrong.',
    cause: 'one is mistyped, the token is another account’s',
    fix: 'Copy it again, without spaces, or create a new one.',
  },
  {
    why: 'an organization API key',
    sample: 'API key of the organization',
    field: 'API Token',
    title: 'That is an organization API key.',
    cause: 'belong to the organization, and Jira does not accept them',
    fix: 'Create a personal API token: Manage account > Security > Create API token.',
  },
  {
    why: 'somebody else’s email',
    email: 'maya.lindqvist@acme.example',
    field: 'API Token',
    title: 'Email or token is wrong.',
    cause: 'The site does not accept them together',
    fix: 'Check that the email is the token owner’s',
  },
  {
    why: 'a token that lacks scopes',
    sample: 'Token with too few scopes',
    field: 'API Token',
    title: 'The token lacks scopes.',
    cause: 'without manage:jira-configuration and manage:jira-project',
    fix: 'Create an API token with these scopes added, or one without scopes.',
  },
  {
    why: 'an expired token',
    sample: 'Expired token',
    field: 'API Token',
    title: 'Email or token is wrong.',
    cause: 'or it has expired or was revoked',
    fix: 'under Manage account > Security that the token is still active',
  },
  {
    why: 'an account that is no administrator',
    sample: 'Token of somebody who is no admin',
    field: 'Email',
    title: 'This account isn’t an administrator (Noah Okafor).',
    cause: 'its owner may not change groups',
    fix: 'Use the token of a site admin',
  },
  {
    why: 'a revoked token',
    sample: 'Revoked token',
    field: 'API Token',
    title: 'Email or token is wrong.',
    cause: 'or it has expired or was revoked',
    fix: 'or create a new one',
  },
  {
    why: 'a Jira admin who is no site admin',
    sample: 'Token of a Jira admin who is no site admin',
    field: 'Email',
    title: 'This account isn’t an administrator (Sofia Costa).',
    cause: 'The token works, but its owner may not change groups.',
    fix: 'have this account made one at admin.atlassian.com',
  },
  {
    why: 'a CAPTCHA to solve',
    sample: 'Token of an account that failed to log in too often',
    title: 'Log in once in the browser.',
    cause: 'Atlassian asks for a CAPTCHA',
    fix: 'Log in to the site as that account, solve the CAPTCHA, then try again.',
  },
  {
    why: 'an IP allowlist',
    url: 'https://locked-down.atlassian.net',
    title: 'Blocked by the site’s IP allowlist.',
    cause: 'Atlassian Forge, where this app runs, is not listed',
    fix: 'Ask your organization admin to add Forge’s addresses to the IP allowlist.',
  },
  {
    why: 'a suspended site',
    url: 'https://suspended.atlassian.net',
    field: 'Instance URL',
    title: 'The site is suspended.',
    cause: 'inactive, unpaid or being deleted',
    fix: 'Reactivate it at admin.atlassian.com, then try again.',
  },
  {
    why: 'a rate limit that says how long',
    fault: { kind: 'answer', status: 429, headers: { 'retry-after': '40' }, body: '' },
    title: 'Too many requests.',
    cause: 'The site limits how many calls it takes in a short time.',
    fix: 'Try again in 40 seconds. What you typed stays here.',
  },
  {
    why: 'a site that can’t be reached',
    url: 'https://unreachable.atlassian.net',
    title: 'The site could not be reached.',
    cause: 'The network between Atlassian Forge and the site failed',
    fix: 'See status.atlassian.com and try again in a few minutes.',
  },
  {
    why: 'a rate limit that does not say how long',
    fault: { kind: 'answer', status: 429, body: '' },
    title: 'Too many requests.',
    cause: 'The site limits how many calls it takes in a short time.',
    fix: 'Try again in a few minutes. What you typed stays here.',
  },
  {
    why: 'a connection that breaks',
    fault: { kind: 'reset', when: 'before' },
    title: 'The site could not be reached.',
    cause: 'or the site is down',
    fix: 'What you typed stays here.',
  },
  {
    why: 'an answer that is none of Jira’s',
    fault: { kind: 'answer', status: 502, body: '<h1>Bad gateway</h1>' },
    title: 'The site gave an answer that was not expected (status 502).',
    cause: 'Something between the app and Jira may have answered in its place',
    fix: 'tell our support team the status',
  },
];

describe('what is wrong with a connection', () => {
  let stage: Stage;
  let olivia: Visitor;
  let form: { readonly url: Locator; readonly email: Locator; readonly token: Locator };
  beforeAll(async () => {
    stage = await openStage();
    olivia = await stage.signInAs('Olivia Hart');
    await olivia.openConfiguration();
    const { configuration } = olivia;
    await configuration.getByRole('button', { name: 'Atlassian Cloud' }).click();
    form = {
      url: configuration.getByLabel('Instance URL'),
      email: configuration.getByLabel('Email'),
      token: configuration.getByRole('textbox', { name: 'API Token' }),
    };
  });
  afterAll(() => stage.close());

  const sampleOf = (label: string) => {
    const found = stage.world.platform.atlassian.tokens
      .samples()
      .find((sample) => sample.label === label);
    if (found === undefined) throw new Error(`There is no sample ${label}`);
    return found;
  };

  it('asks for what is missing before it asks the site', async () => {
    const { configuration } = olivia;
    await form.url.fill('');
    await configuration.getByRole('button', { name: 'Connect' }).click();
    await configuration
      .getByText('Enter your site, such as https://yourcompany.atlassian.net.')
      .waitFor();
    await configuration.getByText('Enter the email of the token’s account.').waitFor();
    await configuration.getByText('Paste the API token.').waitFor();
  });

  it.each(ATTEMPTS)('$why', async (attempt) => {
    const { configuration } = olivia;
    const sample = sampleOf(attempt.sample ?? 'Good token');
    const typed = {
      url: attempt.url ?? SITE,
      email: attempt.email ?? sample.email,
      token: attempt.token ?? sample.token,
    };
    const undo =
      attempt.fault === undefined
        ? () => {}
        : stage.world.platform.atlassian.faults.add({ via: 'token', effect: attempt.fault });
    await form.url.fill(typed.url);
    await form.email.fill(typed.email);
    await form.token.fill(typed.token);
    await configuration.getByRole('button', { name: 'Connect' }).click();

    const message = configuration.getByRole('alert').filter({ hasText: attempt.title });
    await message.filter({ hasText: attempt.cause }).filter({ hasText: attempt.fix }).waitFor();
    undo();
    expect(await form.url.inputValue()).toBe(typed.url);
    expect(await form.email.inputValue()).toBe(typed.email);
    expect(await form.token.inputValue()).toBe(typed.token);
    const invalid = configuration.locator('[aria-invalid="true"]');
    if (attempt.field === undefined) expect(await invalid.count()).toBe(0);
    else {
      const field = configuration.getByRole('textbox', { name: attempt.field });
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await invalid.count()).toBe(1);
    }
    // Nothing was kept of it.
    expect(stage.world.platform.forge.kvs.secretKeys()).toEqual([]);
  });

  it('connects with a token that has the scopes', async () => {
    const { configuration } = olivia;
    const { token } = sampleOf('Good token with scopes');
    await form.url.fill(SITE);
    await form.email.fill(OLIVIA);
    await form.token.fill(token);
    await configuration.getByRole('button', { name: 'Connect' }).click();
    await configuration.getByText('Connected to Acme').waitFor();
    await configuration.getByText('With scopes, stored encrypted').waitFor();
    await configuration.getByText('It can do everything but create accounts').waitFor();
    expect(await configuration.locator('body').innerHTML()).not.toContain(token);
  });

  it('keeps the token that works until another one does', async () => {
    const { configuration } = olivia;
    await configuration.getByRole('button', { name: 'Replace token' }).click();
    expect(await form.url.inputValue()).toBe(SITE);
    expect(await form.email.inputValue()).toBe(OLIVIA);
    expect(await form.token.inputValue()).toBe('');
    await form.token.fill('ATATT3xFfGF0-mistyped');
    await configuration.getByRole('button', { name: 'Save' }).click();
    await configuration
      .getByRole('alert')
      .filter({ hasText: 'Email or token is wrong.' })
      .waitFor();
    await form.token.fill(sampleOf('Good token').token);
    await configuration.getByRole('button', { name: 'Save' }).click();
    await configuration.getByText('Token replaced').waitFor();
    await configuration.getByText('Without scopes, stored encrypted').waitFor();
  });

  it('finds out that the token no longer works, and that it does again', async () => {
    const { configuration, page } = olivia;
    await page.goto('/local');
    await page.getByRole('checkbox', { name: 'Token rejected' }).check();
    await page.getByRole('checkbox', { name: 'Token rejected', checked: true }).waitFor();
    await olivia.openConfiguration();
    await configuration.getByText('Connected', { exact: true }).waitFor();
    await configuration.getByRole('button', { name: 'Atlassian Cloud' }).click();
    await configuration.getByRole('button', { name: 'Check now' }).click();
    await configuration.getByText(': does not work (checked now)').waitFor();
    // It worked once, so that it isn't mistyped.
    await configuration
      .getByRole('alert')
      .filter({ hasText: 'The token has expired or was revoked.' })
      .waitFor();
    await configuration.getByText('Connected, but not working').waitFor();

    await stage.world.platform.atlassian.faults.clear();
    await configuration.getByRole('button', { name: 'Check now' }).click();
    await configuration.getByText(': works (checked now)').waitFor();
    expect(await configuration.getByRole('alert').count()).toBe(0);
  });

  it('disconnects once it is confirmed, and deletes the token', async () => {
    const { configuration } = olivia;
    await configuration.getByRole('button', { name: 'Disconnect…' }).click();
    await configuration.getByText('Nobody can ask for access until you connect again.').waitFor();
    await configuration.getByRole('button', { name: 'Stay connected' }).click();
    expect(
      await configuration.getByRole('button', { name: 'Disconnect', exact: true }).count(),
    ).toBe(0);
    await configuration.getByRole('button', { name: 'Disconnect…' }).click();
    await configuration.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await configuration.getByText('The API token was deleted.').waitFor();
    await configuration.getByText('Not connected', { exact: true }).waitFor();
    expect(stage.world.platform.forge.kvs.secretKeys()).toEqual([]);

    await olivia.openIssue('WEB-1');
    await olivia.panel.getByText('Multiplier is not connected to Atlassian Cloud').waitFor();
    await olivia.panel.getByText('A Jira admin has to connect the site first.').waitFor();
  });
});
