import Resolver from '@forge/resolver';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type BridgeBench,
  CONFIGURATION_PATH,
  type OpenedModule,
  openBridgeBench,
} from '../support/open-bridge-bench';

const calls: { accountId: unknown; issueKey: unknown }[] = [];
const resolver = new Resolver();
resolver.define('whoami', ({ context }) => {
  calls.push({ accountId: context.accountId, issueKey: context.extension?.issue?.key });
  return context.accountId;
});

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let bench: BridgeBench;
let panel: OpenedModule;

beforeAll(async () => {
  bench = await openBridgeBench(resolver.getDefinitions());
  panel = await bench.open('Noah Okafor', '/browse/WEB-1');
}, 60_000);

afterAll(() => bench.close(), 60_000);

describe('the frame', () => {
  it('is sandboxed, and of another origin than the page', async () => {
    const frame = panel.page.locator('iframe[data-module]');
    const sandbox = (await frame.getAttribute('sandbox')) ?? '';
    expect(new Set(sandbox.split(' '))).toEqual(
      new Set([
        'allow-downloads',
        'allow-forms',
        'allow-modals',
        'allow-pointer-lock',
        'allow-same-origin',
        'allow-scripts',
      ]),
    );
    expect(new URL(panel.frame.url()).origin).toBe(bench.frameUrl);
    expect(new URL(bench.frameUrl).hostname).not.toBe(new URL(bench.url).hostname);
    await expect(panel.frame.evaluate(() => window.parent.document.title)).rejects.toThrow(
      /cross-origin/,
    );
  });

  it('gets no cookie', async () => {
    expect(await panel.frame.evaluate(() => document.cookie)).toBe('');
    const cookies = await panel.context.cookies(bench.frameUrl);
    expect(cookies).toEqual([]);
    expect((await panel.context.cookies(bench.url)).map(({ httpOnly }) => httpOnly)).toContain(
      true,
    );
  });
});

describe('the content security policy', () => {
  it('is the one that Atlassian’s package computes for the page', async () => {
    const response = await fetch(`${bench.frameUrl}/resource/main/index.html`);
    const policy = response.headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split('; ').map((directive) => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values];
      }),
    );
    expect(directives.get('default-src')).toContain("'self'");
    expect(directives.get('script-src')).not.toContain("'unsafe-inline'");
    expect(directives.get('script-src')).not.toContain("'unsafe-eval'");
    expect(directives.get('frame-ancestors')).toContain(bench.url);
    expect(policy).toContain('sandbox ');
  });

  it('runs what the page has inline, by its hash, as on Forge', async () => {
    const inline = await panel.frame.evaluate(() => document.documentElement.dataset.inline);
    expect(inline).toBe('ran');
  });

  it('does not run a script that was put into the page', async () => {
    const seen = await panel.frame.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener(
            'securitypolicyviolation',
            (event) => resolve(event.effectiveDirective),
            {
              once: true,
            },
          );
          const script = document.createElement('script');
          script.textContent = 'document.documentElement.dataset.put = "ran"';
          document.body.append(script);
        }),
    );
    expect(seen).toMatch(/^script-src/);
    expect(await panel.frame.evaluate(() => document.documentElement.dataset.put)).toBe(undefined);
  });

  it.each(['https://elsewhere.example/take', 'page'])(
    'does not let the page call %s',
    async (address) => {
      const target = address === 'page' ? `${bench.url}/bridge/invoke` : address;
      const seen = await panel.frame.evaluate(async (url) => {
        const violated = new Promise<string>((resolve) => {
          addEventListener(
            'securitypolicyviolation',
            (event) => resolve(`${event.effectiveDirective} ${event.blockedURI}`),
            { once: true },
          );
        });
        const failed = await fetch(url, { method: 'POST', body: '{}' }).then(
          () => false,
          () => true,
        );
        return { failed, violation: await violated };
      }, target);
      expect(seen.failed).toBe(true);
      expect(seen.violation).toContain('connect-src');
    },
  );

  it('lets the pictures of people in', async () => {
    const width = await panel.frame.evaluate(async () => {
      const { requestJira } = (window as unknown as { forge: typeof import('@forge/bridge') })
        .forge;
      const response = await requestJira('/rest/api/3/myself');
      const body: { avatarUrls: Record<string, string> } = await response.json();
      const picture = new Image();
      picture.src = body.avatarUrls['48x48'] ?? '';
      await picture.decode();
      return picture.naturalWidth;
    });
    expect(width).toBeGreaterThan(0);
  });
});

describe('who a call is made as', () => {
  it('is who is signed in, whatever the page of the app sends', async () => {
    calls.length = 0;
    const olivia = bench.accountIdOf('Olivia Hart');
    const answer = await panel.frame.evaluate((accountId) => {
      const { callBridge } = (
        window as unknown as {
          __bridge: { callBridge: (name: string, payload: unknown) => Promise<unknown> };
        }
      ).__bridge;
      return callBridge('invoke', {
        functionKey: 'whoami',
        payload: { accountId },
        accountId,
        surface: 'made up',
        moduleKey: 'bench-configuration',
        context: { accountId },
        extension: { issue: { key: 'FIN-1' } },
      });
    }, olivia);
    const noah = bench.accountIdOf('Noah Okafor');
    expect(answer).toBe(noah);
    expect(calls).toEqual([{ accountId: noah, issueKey: 'WEB-1' }]);
  });

  it('can’t be changed through the product call either', async () => {
    const accountId = await panel.frame.evaluate(async () => {
      const { callBridge } = (
        window as unknown as {
          __bridge: { callBridge: (name: string, payload: unknown) => Promise<unknown> };
        }
      ).__bridge;
      const answer = (await callBridge('fetchProduct', {
        product: 'jira',
        restPath: '/rest/api/3/myself',
        surface: 'made up',
        fetchRequestInit: { method: 'GET', headers: [['authorization', 'Basic b2xpdmlh']] },
      }).catch((error: Error) => ({ body: JSON.stringify({ error: error.message }) }))) as {
        body: string;
      };
      return JSON.parse(answer.body).accountId;
    });
    expect(accountId).toBe(bench.accountIdOf('Noah Okafor'));
  });

  it('does not get out of Jira’s REST API', async () => {
    for (const restPath of [
      'https://elsewhere.example/rest/x',
      '/rest/../browse/WEB-1',
      '//x/rest/',
    ]) {
      const seen = await panel.frame.evaluate(
        (path) =>
          (window as unknown as { forge: typeof import('@forge/bridge') }).forge
            .requestJira(path)
            .then(
              () => 'answered',
              (error: Error) => error.message,
            ),
        restPath,
      );
      expect(seen).toContain('Not a path');
    }
  });

  it('is asked again when somebody else has signed in meanwhile', async () => {
    const { page, frame, context } = await bench.open('Noah Okafor', '/browse/WEB-1');
    await bench.signIn(context, 'Maya Lindqvist');
    const seen = await frame.evaluate(() =>
      (window as unknown as { forge: typeof import('@forge/bridge') }).forge.invoke('whoami').then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    );
    expect(seen).toContain('reload the page');
    expect(page.url()).toBe(`${bench.url}/browse/WEB-1`);
    await context.close();
  });

  it('takes a place only as the host has sealed it, and only from its own pages', async () => {
    const cookies = await panel.context.cookies(bench.url);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const sealed = await panel.page.locator('iframe[data-module]').getAttribute('data-surface');
    const [body = '', signature = ''] = (sealed ?? '').split('.');
    const surface = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    const forged = Buffer.from(
      JSON.stringify({ ...surface, accountId: bench.accountIdOf('Olivia Hart') }),
    ).toString('base64url');
    const send = (place: string, headers: Record<string, string>) =>
      fetch(`${bench.url}/bridge/invoke`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ surface: place, functionKey: 'whoami' }),
      });
    expect((await send(`${forged}.${signature}`, { cookie })).status).toBe(403);
    expect((await send(sealed ?? '', {})).status).toBe(403);
    expect((await send(sealed ?? '', { cookie, origin: bench.frameUrl })).status).toBe(403);
    expect((await send(sealed ?? '', { cookie })).status).toBe(200);
  });
});

describe('where the app is shown', () => {
  it('is not shown with an issue that the person may not see', async () => {
    const page = await panel.context.newPage();
    const response = await page.goto(`${bench.url}/browse/FIN-1`);
    expect(response?.status()).toBe(404);
    expect(await page.locator('iframe').count()).toBe(0);
    await page.close();
  });

  it('shows the configuration to Jira administrators only', async () => {
    const page = await panel.context.newPage();
    const response = await page.goto(`${bench.url}${CONFIGURATION_PATH}`);
    expect(response?.status()).toBe(403);
    expect(await page.locator('iframe').count()).toBe(0);
    await page.close();
  });
});
