import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is tried with each client, as far as it has an operation for it. */
export const VERBS = ['list', 'add', 'duplicate', 'remove', 'unknown', 'unauthorised'] as const;
export type Verb = (typeof VERBS)[number];

export interface Site {
  readonly address: string;
  readonly email: string;
  readonly token: string;
  readonly groupId: string;
  readonly groupName: string;
  /** Somebody who is not in the group. */
  readonly accountId: string;
  readonly issueKey: string;
}

export interface OutsideClient {
  /** As it stands in docs/local-fidelity.md. */
  readonly name: string;
  /** Of what: members of a group, groups, comments. */
  readonly of: string;
  open(site: Site): Promise<OpenedClient>;
}

/** In the order in which they are tried. What is not there, the client has no operation for. */
export interface OpenedClient {
  readonly calls: Readonly<Partial<Record<Verb, () => Promise<unknown>>>>;
  close?(): Promise<void>;
}

const folder = join(process.cwd(), 'tools/clients/package.json');

export const required = <T>(name: string): T => createRequire(folder)(name) as T;
export const imported = async <T>(path: string): Promise<T> =>
  (await import(pathToFileURL(join(folder, '../node_modules', path)).href)) as T;
