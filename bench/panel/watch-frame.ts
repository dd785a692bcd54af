import type { Session } from '../browser/devtools';

/** What the frame saw of itself until its content was useful. Milliseconds since its navigation. */
export interface Seen {
  readonly timeOrigin: number;
  readonly usefulMs: number;
  readonly firstPaintMs: number;
  readonly longTasksMs: number;
  readonly resources: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly responseStart: number;
    readonly responseEnd: number;
    readonly encodedBodySize: number;
  }[];
}

const BINDING = 'benchSeen';

/** Lets the held frame go on, and waits until `useful` matches and has been drawn. */
export async function watchFrame(session: Session, useful: string): Promise<Seen> {
  const seen = new Promise<Seen>((resolve, reject) => {
    session.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
      reject(new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)),
    );
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === BINDING) resolve(JSON.parse(payload) as Seen);
    });
  });
  await Promise.all([
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: BINDING }),
    session.send('Page.enable'),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${watch})(${JSON.stringify(useful)}, ${JSON.stringify(BINDING)})`,
    }),
    session.send('Runtime.runIfWaitingForDebugger'),
  ]);
  return seen;
}

/** Runs in the frame: a frame that draws the content, and then a task after that, is when it is seen. */
const watch = `function (useful, binding) {
  let longTasksMs = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasksMs += entry.duration;
  }).observe({ type: 'longtask', buffered: true });
  const observer = new MutationObserver(() => {
    if (document.querySelector(useful) === null) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const drawn = new MessageChannel();
      drawn.port1.onmessage = () => tell(performance.now());
      drawn.port2.postMessage(undefined);
    });
  });
  observer.observe(document, { subtree: true, childList: true });
  function tell(usefulMs) {
    if (document.querySelector(useful).getBoundingClientRect().height === 0) return;
    // Late enough for the entries of the last files and of the first paint.
    setTimeout(() => {
      const resources = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      window[binding](JSON.stringify({
        timeOrigin: performance.timeOrigin,
        usefulMs,
        longTasksMs,
        firstPaintMs: paint?.startTime ?? null,
        resources: resources.map(({ name, startTime, responseStart, responseEnd, encodedBodySize }) =>
          ({ name, startTime, responseStart, responseEnd, encodedBodySize })),
      }));
    }, 250);
  }
}`;
