/** Tells open pages what was built anew, while somebody works on the app. */
export interface Builds {
  readonly stream: () => ReadableStream<Uint8Array>;
  tell(built: string): void;
}

export function openBuilds(): Builds {
  const open = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  return {
    stream() {
      let own: ReadableStreamDefaultController<Uint8Array>;
      return new ReadableStream({
        start(controller) {
          own = controller;
          open.add(own);
          // Headers go out with the first of it.
          own.enqueue(encoder.encode(': open\n\n'));
        },
        cancel: () => void open.delete(own),
      });
    },
    tell(built) {
      for (const one of open) one.enqueue(encoder.encode(`event: ${built}\ndata: \n\n`));
    },
  };
}
