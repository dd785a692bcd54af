import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { flag, number, optionalText, type Row, text } from './columns';
import { digestOf } from './token-text';

export interface StoredToken {
  readonly id: string;
  readonly accountId: string | undefined;
  readonly kind: 'personal' | 'organization';
  readonly label: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Undefined for a token without scopes, which may do whatever its owner may. */
  readonly scopes: readonly string[] | undefined;
  readonly revoked: boolean;
}

export interface Tokens {
  ofAccount(accountId: string): readonly StoredToken[];
  bySecret(secret: string): StoredToken | undefined;
  add(token: Omit<StoredToken, 'id'>, secret: string): void;
  revoke(id: string): void;
}

export function openTokens(database: DatabaseSync): Tokens {
  const read = (row: Row): StoredToken => {
    const scopes = optionalText(row, 'scopes');
    return {
      id: text(row, 'id'),
      accountId: optionalText(row, 'account_id'),
      kind: text(row, 'kind') as StoredToken['kind'],
      label: text(row, 'label'),
      createdAt: number(row, 'created_at'),
      expiresAt: number(row, 'expires_at'),
      scopes: scopes === undefined ? undefined : JSON.parse(scopes),
      revoked: flag(row, 'revoked'),
    };
  };
  const ofAccount = database.prepare(
    "SELECT * FROM site_token WHERE account_id = ? AND kind = 'personal' ORDER BY created_at, label",
  );
  const bySecret = database.prepare('SELECT * FROM site_token WHERE digest = ?');
  const add = database.prepare('INSERT INTO site_token VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const revoke = database.prepare('UPDATE site_token SET revoked = 1 WHERE id = ?');
  return {
    ofAccount: (accountId) => ofAccount.all(accountId).map(read),
    bySecret(secret) {
      const row = bySecret.get(digestOf(secret));
      return row === undefined ? undefined : read(row);
    },
    add(token, secret) {
      add.run(
        randomUUID(),
        token.accountId ?? null,
        token.kind,
        token.label,
        digestOf(secret),
        token.createdAt,
        token.expiresAt,
        token.scopes === undefined ? null : JSON.stringify(token.scopes),
        token.revoked ? 1 : 0,
      );
    },
    revoke(id) {
      revoke.run(id);
    },
  };
}
