/** The other window, which answers calls and makes them. */
export interface Peer {
  call(name: string, payload: unknown): Promise<unknown>;
}

export interface PeerOptions {
  readonly send: (message: unknown) => void;
  readonly receive: (listener: (message: unknown) => void) => void;
  readonly answer: (name: string, payload: unknown) => unknown;
}

interface FunctionReference {
  readonly functionReference: number;
}

type Message =
  | {
      readonly bridge: 'call';
      readonly id: number;
      readonly name: string;
      readonly payload: unknown;
    }
  | { readonly bridge: 'value'; readonly id: number; readonly value: unknown }
  | { readonly bridge: 'error'; readonly id: number; readonly message: string };

const CALL_FUNCTION = '(function)';

/**
 * Calls between two windows by messages. Functions in a payload or an answer travel as references, and
 * calling one there runs it here.
 */
export function connectPeer({ send, receive, answer }: PeerOptions): Peer {
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  const functions: ((...parameters: unknown[]) => unknown)[] = [];
  let lastId = 0;

  function call(name: string, payload: unknown): Promise<unknown> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      try {
        send({ bridge: 'call', id, name, payload: pack(payload) });
      } catch (error) {
        waiting.delete(id);
        reject(error);
      }
    });
  }

  function pack(value: unknown): unknown {
    if (typeof value === 'function') {
      functions.push(value as (...parameters: unknown[]) => unknown);
      return { functionReference: functions.length - 1 } satisfies FunctionReference;
    }
    return walk(value, pack);
  }

  function unpack(value: unknown): unknown {
    if (isReference(value)) {
      return (...parameters: unknown[]) =>
        call(CALL_FUNCTION, { reference: value.functionReference, parameters });
    }
    return walk(value, unpack);
  }

  function run(name: string, payload: unknown): unknown {
    if (name !== CALL_FUNCTION) return answer(name, payload);
    const { reference, parameters } = payload as { reference: number; parameters: unknown[] };
    return functions[reference]?.(...parameters);
  }

  receive((received) => {
    if (!isMessage(received)) return;
    if (received.bridge === 'call') {
      const { id, name, payload } = received;
      void (async () => {
        try {
          send({ bridge: 'value', id, value: pack(await run(name, unpack(payload))) });
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          send({ bridge: 'error', id, message });
        }
      })();
      return;
    }
    const asked = waiting.get(received.id);
    waiting.delete(received.id);
    if (received.bridge === 'value') asked?.resolve(unpack(received.value));
    else asked?.reject(new Error(received.message));
  });

  return { call };
}

/** Plain objects and arrays are gone through; everything else is the structured clone's to copy. */
function walk(value: unknown, each: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(each);
  if (typeof value !== 'object' || value === null) return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner)]));
}

const isReference = (value: unknown): value is FunctionReference =>
  typeof value === 'object' && value !== null && 'functionReference' in value;

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'bridge' in value;
