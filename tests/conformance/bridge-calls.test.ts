import Resolver from '@forge/resolver';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type BridgeBench,
  CONFIGURATION,
  CONFIGURATION_PATH,
  type OpenedModule,
  openBridgeBench,
  PANEL,
} from '../support/open-bridge-bench';

type Bridge = typeof import('@forge/bridge');

declare global {
  interface Window {
    forge: Bridge;
  }
}

const PATIENCE = { timeout: 10_000 };

const resolver = new Resolver();
resolver.define('echo', ({ payload, context }) => ({ payload, context }));
resolver.define('fail', () => {
  throw new Error('The shelf is empty.');
});
resolver.define('nothing', () => undefined);
resolver.define('large', () => 'x'.repeat(5 * 1024 * 1024));

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let bench: BridgeBench;
let panel: OpenedModule;

beforeAll(async () => {
  bench = await openBridgeBench(resolver.getDefinitions());
  panel = await bench.open('Noah Okafor', '/browse/WEB-1');
}, 60_000);

afterAll(() => bench.close(), 60_000);

describe('view.getContext', () => {
  it('tells the panel who looks at which issue', async () => {
    const context = await panel.frame.evaluate(() => window.forge.view.getContext());
    const issue = bench.platform.atlassian.directory.issue('WEB-1');
    expect(context).toMatchObject({
      accountId: bench.accountIdOf('Noah Okafor'),
      cloudId: bench.platform.atlassian.cloudId,
      siteUrl: 'https://acme-local.atlassian.net',
      moduleKey: PANEL,
      environmentType: 'DEVELOPMENT',
      locale: 'en-US',
      extension: {
        type: 'jira:issuePanel',
        issue: { id: issue?.id, key: 'WEB-1' },
        project: { key: 'WEB' },
      },
    });
    expect(context.theme).toMatchObject({ colorMode: expect.stringMatching(/^(light|dark)$/) });
    expect(context.localId).toContain(PANEL);
    expect(context.timezone).toMatch(/\S/);
  });

  it('tells the configuration page that it is one', async () => {
    const { frame, context } = await bench.open('Olivia Hart', CONFIGURATION_PATH);
    const told = await frame.evaluate(() => window.forge.view.getContext());
    expect(told).toMatchObject({
      moduleKey: CONFIGURATION,
      extension: { type: 'jira:adminPage' },
    });
    await context.close();
  });
});

describe('invoke', () => {
  it('runs the function with the payload, as who is signed in and about the issue shown', async () => {
    const answer = await panel.frame.evaluate(() =>
      window.forge.invoke('echo', { word: 'Grüße', list: [1, null, { deep: true }] }),
    );
    expect(answer).toMatchObject({
      payload: { word: 'Grüße', list: [1, null, { deep: true }] },
      context: {
        accountId: bench.accountIdOf('Noah Okafor'),
        moduleKey: PANEL,
        extension: { type: 'jira:issuePanel', issue: { key: 'WEB-1' } },
      },
    });
  });

  it('answers nothing where the function does', async () => {
    const answer = await panel.frame.evaluate(() => window.forge.invoke('nothing'));
    expect(answer ?? undefined).toBeUndefined();
  });

  it('wraps the answer where metadata is asked for', async () => {
    const answer = await panel.frame.evaluate(() =>
      window.forge.invoke('echo', { word: 'hello' }, {} as never),
    );
    expect(answer).toMatchObject({ body: { payload: { word: 'hello' } } });
  });

  it.each([
    ['fail', 'The shelf is empty.'],
    ['unknown', "Resolver has no definition for 'unknown'."],
    ['large', '5120 KB'],
  ])('rejects %s with an error that has nothing but a message', async (functionKey, message) => {
    const seen = await panel.frame.evaluate(async (key) => {
      const error: unknown = await window.forge.invoke(key).catch((caught: unknown) => caught);
      return error instanceof Error
        ? { message: error.message, keys: Object.keys(error) }
        : { message: `not an error: ${error}`, keys: [] };
    }, functionKey);
    expect(seen.message).toContain(message);
    expect(seen.keys).toEqual([]);
  });

  it('refuses a payload of more than 500 KB', async () => {
    const message = await panel.frame.evaluate(() =>
      window.forge
        .invoke('echo', { text: 'x'.repeat(500 * 1024) })
        .then(() => 'taken')
        .catch((error: Error) => error.message),
    );
    expect(message).toContain('500 KB');
  });
});

describe('requestJira', () => {
  it('asks Jira as who is signed in', async () => {
    const answer = await panel.frame.evaluate(async () => {
      const response = await window.forge.requestJira('/rest/api/3/myself');
      const body: { accountId: string } = await response.json();
      return { status: response.status, accountId: body.accountId };
    });
    expect(answer).toEqual({ status: 200, accountId: bench.accountIdOf('Noah Okafor') });
  });

  it('sees no more than that person may', async () => {
    const status = await panel.frame.evaluate(async () => {
      const response = await window.forge.requestJira('/rest/api/3/issue/FIN-1');
      return response.status;
    });
    expect(status).toBe(404);
  });
});

describe('requestJira with form data', () => {
  it('is refused, not sent as something else', async () => {
    const message = await panel.frame.evaluate(() => {
      const body = new FormData();
      body.set('name', 'shelf');
      return window.forge.requestJira('/rest/api/3/project', { method: 'POST', body }).then(
        () => 'answered',
        (error: Error) => error.message,
      );
    });
    expect(message).toContain('form data');
  });
});

describe('theme', () => {
  it('puts the theme on the page when it is enabled, and changes it with Jira', async () => {
    const { page, frame, context } = await bench.open('Noah Okafor', '/browse/WEB-1');
    const shown = () =>
      frame.evaluate(() => ({
        mode: document.documentElement.dataset.colorMode,
        theme: document.documentElement.dataset.theme,
      }));
    const choose = async (label: string) => {
      await page.getByLabel('Your profile').click();
      await page.getByRole('radio', { name: label }).check();
      await page.keyboard.press('Escape');
    };
    expect(await shown()).toEqual({ mode: undefined, theme: undefined });
    await choose('Dark');
    await frame.evaluate(() => window.forge.view.theme.enable());
    await expect.poll(shown, PATIENCE).toMatchObject({ mode: 'dark' });
    expect((await shown()).theme).toMatch(/(^| )dark:dark( |$)/);
    await choose('Light');
    await expect.poll(shown, PATIENCE).toMatchObject({ mode: 'light' });
    const told = await frame.evaluate(() => window.forge.view.getContext());
    expect(told.theme).toMatchObject({ colorMode: 'light' });
    await context.close();
  });
});

describe('showFlag', () => {
  it('shows a flag on the page, runs its action in the app, and closes it', async () => {
    const { page, frame } = panel;
    await frame.evaluate(() => {
      const flag = window.forge.showFlag({
        id: 'saved',
        title: 'Saved',
        description: 'It is on the shelf.',
        type: 'success',
        actions: [
          {
            text: 'Undo',
            onClick: () => {
              document.documentElement.dataset.undone = 'yes';
            },
          },
        ],
      });
      Object.assign(window, { closeFlag: flag.close });
    });
    const flag = page.getByRole('status').filter({ hasText: 'It is on the shelf.' });
    await flag.waitFor();
    await flag.getByRole('button', { name: 'Undo' }).click();
    await frame.waitForSelector('html[data-undone="yes"]', { state: 'attached' });
    const closed = await frame.evaluate(() =>
      (window as unknown as { closeFlag: () => Promise<boolean> }).closeFlag(),
    );
    expect(closed).toBe(true);
    expect(await flag.count()).toBe(0);
  });
});

describe('router', () => {
  it('gives the addresses of pages', async () => {
    const address = await panel.frame.evaluate(async () => {
      const { router } = window.forge;
      const url = await router.getUrl({ target: 'issue', issueKey: 'WEB-2' } as never);
      return url?.href;
    });
    expect(address).toBe(`${bench.url}/browse/WEB-2`);
  });

  it('goes to a page in the same tab, the site’s own address included', async () => {
    const { page, frame, context } = await bench.open('Noah Okafor', '/browse/WEB-1');
    await Promise.all([
      page.waitForURL(`${bench.url}/browse/WEB-2`),
      // Leaving takes the frame away, perhaps before the answer.
      frame
        .evaluate(() =>
          window.forge.router.navigate('https://acme-local.atlassian.net/browse/WEB-2'),
        )
        .catch((gone: Error) => expect(gone.message).toMatch(/detached|closed|destroyed/)),
    ]);
    await context.close();
  });

  it('opens a page in a new tab', async () => {
    const { frame, context } = await bench.open('Noah Okafor', '/browse/WEB-1');
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      frame.evaluate(() => window.forge.router.open('/browse/WEB-2')),
    ]);
    await opened.waitForURL(`${bench.url}/browse/WEB-2`);
    await context.close();
  });

  it('does not run scripts that an address carries', async () => {
    const message = await panel.frame.evaluate(() =>
      window.forge.router
        .navigate('javascript:document.title="taken over"')
        .then(() => 'went')
        .catch((error: Error) => error.message),
    );
    expect(message).toContain('Not a page');
  });

  it('loads the page again', async () => {
    const { page, frame, context } = await bench.open('Noah Okafor', '/browse/WEB-1');
    const loaded = page.waitForEvent('load');
    // The answer is lost with the page.
    void frame.evaluate(() => window.forge.router.reload()).catch(() => undefined);
    await loaded;
    await context.close();
  });
});

describe('history', () => {
  it('keeps the place in the app in the address of its page', async () => {
    const { page, frame, context } = await bench.open('Olivia Hart', CONFIGURATION_PATH);
    const places = await frame.evaluate(async () => {
      const history = await window.forge.view.createHistory();
      const seen: string[] = [history.location.pathname];
      history.listen((location) => seen.push(location.pathname));
      history.push('/audit?kind=all');
      Object.assign(window, { seen });
      return seen;
    });
    expect(places).toEqual(['/', '/audit']);
    await page.waitForURL(`${bench.url}${CONFIGURATION_PATH}/audit?kind=all`);
    await page.goBack();
    await expect
      .poll(() => frame.evaluate(() => (window as unknown as { seen: string[] }).seen), PATIENCE)
      .toEqual(['/', '/audit', '/']);
    await context.close();
  });

  it('is refused to a panel, which has no page of its own', async () => {
    const message = await panel.frame.evaluate(() =>
      window.forge.view.createHistory().then(
        () => 'given',
        (error: Error) => error.message,
      ),
    );
    expect(message).not.toBe('given');
  });
});

describe('events', () => {
  it('reaches those who listen, until they no longer do', async () => {
    const heard = await panel.frame.evaluate(async () => {
      const { events } = window.forge;
      const list: unknown[] = [];
      const subscription = await events.on('saved', (payload) => {
        list.push(payload);
      });
      await events.emit('saved', { count: 1 });
      await events.emitPublic('saved', { count: 2 });
      subscription.unsubscribe();
      await new Promise((done) => setTimeout(done, 200));
      await events.emit('saved', { count: 3 });
      await new Promise((done) => setTimeout(done, 200));
      return list;
    });
    expect(heard).toEqual([{ count: 1 }]);
  });
});

describe('a modal', () => {
  it('shows another page of the app as the module that opens it, until it closes itself', async () => {
    const { page, frame } = panel;
    await frame.evaluate(() => {
      const onClose = () => document.body.setAttribute('data-closed', 'yes');
      return new window.forge.Modal({ resource: 'main', onClose, context: { a: 1 } }).open();
    });
    const opened = await (await page.waitForSelector('dialog[open] iframe')).contentFrame();
    await opened?.waitForSelector('html[data-ready]', { state: 'attached' });
    const context = await opened?.evaluate(() => window.forge.view.getContext());
    expect(context).toMatchObject({
      moduleKey: (await frame.evaluate(() => window.forge.view.getContext())).moduleKey,
      extension: { type: 'jira:issuePanel', modal: { a: 1 } },
    });
    // Its own page is gone before it could be told.
    await opened?.evaluate(() => void window.forge.view.close());
    await frame.waitForSelector('body[data-closed]');
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });
});

describe('what the modules have no use for', () => {
  it.each([
    ['close', "this resource's view is not closable."],
    ['submit', "this resource's view is not submittable."],
    ['open', "this resource's view is not openable."],
  ] as const)('view.%s says so', async (name, message) => {
    const seen = await panel.frame.evaluate(
      (called) =>
        window.forge.view[called]().then(
          () => 'done',
          (error: Error) => error.message,
        ),
      name,
    );
    expect(seen).toBe(message);
  });

  it('a call that the host does not know is refused by name', async () => {
    const seen = await panel.frame.evaluate(() =>
      window.forge.requestRemote('shelf', { path: '/' } as never).then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    );
    expect(seen).toContain('fetchRemote');
  });
});

describe('the rest of view', () => {
  it('changes the title of the window', async () => {
    await panel.frame.evaluate(() => window.forge.view.changeWindowTitle('Books'));
    expect(await panel.page.title()).toBe('Books');
  });

  it('takes refresh and the word that the app is ready', async () => {
    await expect(
      panel.frame.evaluate(async () => {
        await window.forge.view.refresh();
        await window.forge.view.emitReadyEvent();
        return 'done';
      }),
    ).resolves.toBe('done');
  });

  it('makes the frame as high as its content, and follows it down again', async () => {
    const height = () =>
      panel.page.locator('iframe[data-module]').evaluate((frame) => frame.clientHeight);
    const grow = (to: string) =>
      panel.frame.evaluate((pixels) => {
        const content = document.getElementById('content');
        if (content !== null) content.style.height = pixels;
      }, to);
    await expect.poll(height, PATIENCE).toBe(120);
    await grow('730px');
    await expect.poll(height, PATIENCE).toBe(730);
    await grow('200px');
    await expect.poll(height, PATIENCE).toBe(200);
  });
});
