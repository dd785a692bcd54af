import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { readMeta, writeMeta } from '../machine/database';

/** Signs what goes to the browser and comes back, so that nobody can make up their own. */
export interface Seal {
  close(kind: string, content: unknown): string;
  /** The content, or undefined where it was not sealed here as this kind. */
  open(kind: string, sealed: string): unknown;
}

const SECRET = 'host-secret';

export function openSeal(database: DatabaseSync): Seal {
  const secret = readMeta(database, SECRET) ?? randomBytes(32).toString('base64url');
  writeMeta(database, SECRET, secret);
  const sign = (kind: string, body: string) =>
    createHmac('sha256', secret).update(`${kind}.${body}`).digest();
  return {
    close(kind, content) {
      const body = Buffer.from(JSON.stringify(content)).toString('base64url');
      return `${body}.${sign(kind, body).toString('base64url')}`;
    },
    open(kind, sealed) {
      const [body = '', signature = ''] = sealed.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(kind, body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    },
  };
}
