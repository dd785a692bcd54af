import type { IncomingMessage } from 'node:http';

/**
 * All of a body, or undefined where it is longer; what is too much is read, and kept nowhere. Not by Hono's own
 * limit: where no length is told, as with a DELETE, it makes a Request that the machine's own does not take.
 */
export async function readBody(
  incoming: IncomingMessage,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length <= most) chunks.push(chunk);
  }
  return length > most ? undefined : new Uint8Array(Buffer.concat(chunks));
}
