import { createHash, randomBytes } from 'node:crypto';

/** What is kept of a token: its text is shown once and never stored. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const newTokenText = (): string =>
  `ATATT3xFfGF0${randomBytes(128).toString('base64url')}=${randomBytes(4).toString('hex').toUpperCase()}`;
