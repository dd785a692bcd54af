import type { Delivery, Session } from '../browser/devtools';
import { measureSlowness, slowDown } from '../browser/slow-down';
import type { Contender } from './contender';
import { type Seen, watchFrame } from './watch-frame';

/** One look at the issue with nothing in any cache. Times in milliseconds, sizes in bytes. */
export interface Look {
  /** From the navigation of the panel's frame until what it is for has been drawn. */
  readonly frameMs: number;
  /** The same from the navigation of the issue's page. */
  readonly pageMs: number;
  /** Calls through the bridge that reached the backend until then. */
  readonly backendCalls: number;
  /** From the first of them leaving the page until its answer was there. */
  readonly backendMs: number;
  /** What the frame had asked for until then, compressed as it came, without headers. */
  readonly files: readonly LoadedFile[];
  /** Stretches of the main thread over 50 ms until then, in all. */
  readonly longTasksMs: number;
  readonly firstPaintMs: number;
  /** How many times slower the frame computed than unhindered; read where asked for. */
  readonly cpuSlowness?: number;
}

export interface LoadedFile {
  readonly path: string;
  readonly kind: 'html' | 'js' | 'css' | 'host' | 'other';
  readonly bytes: number;
  /** Since the frame's navigation. */
  readonly askedMs: number;
  readonly firstByteMs: number;
  readonly doneMs: number;
}

export interface LookOptions {
  readonly browser: Session;
  readonly contender: Contender;
  readonly issueUrl: string;
  /** `name=value` of the reader's session. */
  readonly cookie: string;
  readonly readSlowness: boolean;
}

const LONGEST_MS = 30_000;

export async function lookAtIssue(options: LookOptions): Promise<Look> {
  const { browser, contender, issueUrl } = options;
  // A context of its own is as good as a new profile: no cache, no connection, no cookie.
  const { browserContextId } = await browser.send('Target.createBrowserContext');
  try {
    const [name, value] = options.cookie.split('=');
    const cookie = { name, value, url: issueUrl, httpOnly: true };
    await browser.send('Storage.setCookies', { browserContextId, cookies: [cookie] });
    const { targetId } = await browser.send('Target.createTarget', {
      url: 'about:blank',
      browserContextId,
      width: 1200,
      height: 900,
    });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const page = browser.child(sessionId);
    const calls = listenForCalls(page);
    const frame = nextFrame(page, contender.useful);
    await Promise.all([slowDown(page), page.send('Page.enable')]);
    await page.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    });
    await page.send('Page.navigate', { url: issueUrl });
    const { session, seen } = await within(frame, `${contender.name} shows nothing useful`);
    const { result } = await page.send('Runtime.evaluate', {
      expression: 'performance.timeOrigin',
      returnByValue: true,
    });
    const usefulAt = seen.timeOrigin + seen.usefulMs;
    const before = calls.filter(({ at }) => at <= usefulAt);
    return {
      frameMs: seen.usefulMs,
      pageMs: usefulAt - Number(result.value),
      backendCalls: before.length,
      backendMs: before[0]?.tookMs ?? Number.NaN,
      files: seen.resources
        .filter(({ startTime }) => startTime <= seen.usefulMs)
        .map(({ name: address, ...timing }) => ({
          path: new URL(address).pathname,
          kind: kindOf(new URL(address).pathname),
          bytes: timing.encodedBodySize,
          askedMs: timing.startTime,
          firstByteMs: timing.responseStart,
          doneMs: timing.responseEnd,
        })),
      longTasksMs: seen.longTasksMs,
      firstPaintMs: seen.firstPaintMs,
      ...(options.readSlowness ? { cpuSlowness: await measureSlowness(session) } : {}),
    };
  } finally {
    await browser.send('Target.disposeBrowserContext', { browserContextId });
  }
}

function nextFrame(page: Session, useful: string): Promise<{ session: Session; seen: Seen }> {
  return new Promise((resolve, reject) => {
    page.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const session = page.child(sessionId);
      const start = async () => {
        if (targetInfo.type !== 'iframe') {
          await session.send('Runtime.runIfWaitingForDebugger');
          return;
        }
        // A held frame answers some of this only once it goes on: all is sent, then waited for.
        const slowed = slowDown(session);
        const seen = watchFrame(session, useful);
        await slowed;
        resolve({ session, seen: await seen });
      };
      start().catch(reject);
    });
  });
}

/** The page makes the calls for the frame: only it has the reader's cookie. */
function listenForCalls(page: Session): readonly BackendCall[] {
  const calls: BackendCall[] = [];
  const open = new Map<string, { call: BackendCall; sentAt: number }>();
  page.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime }: Delivery) => {
    // What Jira asks by itself for the context beside the panel is no call of the panel's.
    if (!/^\/bridge\/(invoke|product)$/.test(new URL(request.url).pathname)) return;
    const call: BackendCall = { at: wallTime * 1_000, tookMs: Number.NaN };
    calls.push(call);
    open.set(requestId, { call, sentAt: timestamp });
  });
  page.on('Network.loadingFinished', ({ requestId, timestamp }: Delivery) => {
    const opened = open.get(requestId);
    if (opened !== undefined) opened.call.tookMs = (timestamp - opened.sentAt) * 1_000;
  });
  return calls;
}

interface BackendCall {
  /** Wall clock. */
  readonly at: number;
  tookMs: number;
}

function kindOf(path: string): LoadedFile['kind'] {
  if (path === '/bridge.js') return 'host';
  const [, ending] = /\.(html|js|css)$/.exec(path) ?? [];
  return (ending as 'html' | 'js' | 'css' | undefined) ?? 'other';
}

async function within<T>(promise: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), LONGEST_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
