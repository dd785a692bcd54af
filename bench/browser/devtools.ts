export type Parameters = Readonly<Record<string, unknown>>;
/** What Chromium answers or tells; its shape is the protocol's, read where it is used. */
// biome-ignore lint/suspicious/noExplicitAny: the protocol has no types here.
export type Delivery = Record<string, any>;

/** One target of the browser, by the Chrome DevTools Protocol: a page, a frame, or the browser itself. */
export interface Session {
  send(method: string, parameters?: Parameters): Promise<Delivery>;
  on(event: string, listener: (told: Delivery) => void): void;
  /** Another target that this one is attached to. */
  child(sessionId: string): Session;
}

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Delivery;
  readonly result?: Delivery;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly resolve: (told: Delivery) => void;
  readonly reject: (error: Error) => void;
}

/** One connection for all targets, so that a frame can be held before its first script runs. */
export async function connectDevtools(url: string): Promise<Session> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, ((told: Delivery) => void)[]>();
  const keyOf = (sessionId: string | undefined, event: string) => `${sessionId ?? ''} ${event}`;
  let lastId = 0;

  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id === undefined) {
      const key = keyOf(message.sessionId, message.method ?? '');
      for (const listener of listeners.get(key) ?? []) listener(message.params ?? {});
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.result ?? {});
    else asked?.reject(new Error(message.error.message));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser has gone.'));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`No browser at ${url}`)), {
      once: true,
    });
  });

  const session = (sessionId: string | undefined): Session => ({
    send(method, parameters = {}) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.send(JSON.stringify({ id, method, params: parameters, sessionId }));
      });
    },
    on(event, listener) {
      const key = keyOf(sessionId, event);
      listeners.set(key, [...(listeners.get(key) ?? []), listener]);
    },
    child: session,
  });
  return session(undefined);
}
