import type { DatabaseSync } from 'node:sqlite';
import type { PlatformClock } from '../machine/clock';

/** A local Forge with one app installed in one site. Made by `openForge` (open-forge.ts). */
export interface ForgeOptions {
  readonly database: DatabaseSync;
  readonly clock: PlatformClock;
  /** The parsed manifest.yml. */
  readonly manifest: ForgeManifest;
  /** Loads the app's backend: what `handler: index.NAME` names are its exports. */
  readonly loadApp: () => Promise<Readonly<Record<string, unknown>>>;
  readonly installation: Installation;
  /** The product's REST API behind requestJira, and what Atlassian's gateway has for apps, for an already known caller. */
  readonly product: (caller: ProductCaller, request: Request) => Promise<Response>;
  /** Where the app's own fetch goes once the manifest's allow-list has let it out. */
  readonly internet: (request: Request) => Promise<Response>;
}

export interface Installation {
  readonly cloudId: string;
  readonly siteUrl: string;
}

/** Who a product call is made as. The scopes are the manifest's: a call outside them is refused. */
export type ProductCaller =
  | { readonly kind: 'user'; readonly accountId: string; readonly scopes: readonly string[] }
  | { readonly kind: 'app'; readonly scopes: readonly string[] };

export interface Forge {
  /** As the page's bridge does it: runs the module's resolver. Rejects with what the page would see: a message. */
  invokeResolver(call: ResolverCall): Promise<unknown>;
  /** As the product does for a module with `dynamicProperties`: what its function answers now. */
  dynamicProperties(call: Omit<ResolverCall, 'functionKey' | 'payload'>): Promise<unknown>;
  /** An event of the product, for each trigger of the manifest that names it: delivered soon, and by `settle`. */
  tell(event: ToldEvent): void;
  /** Whether the app is on the site. */
  readonly isInstalled: boolean;
  /** Runs what the manifest has run before the app is taken off the site, whatever becomes of it. */
  beforeUninstall(): Promise<void>;
  /** Takes the app off the site: after that, all that it stored is gone, and nothing of it runs. */
  uninstall(): Promise<void>;
  /** Puts it on the site again, as new. */
  install(): void;
  readonly queue: LocalQueue;
  readonly scheduler: LocalScheduler;
  readonly kvs: LocalKvs;
  readonly faults: ForgeFaults;
  /** Lines the app wrote to its console and what the platform says of invocations, newest last. */
  readonly log: readonly LogLine[];
  /** The next call loads the app anew; what is running goes on as it was. */
  deploy(): void;
  /** Runs due events and schedules by itself until `close`. Without it, tests decide with `settle`. */
  start(): void;
  /**
   * Delivers what is due now, and what that makes due now, until nothing is left or running. A schedule
   * that has missed several of its times runs once.
   */
  settle(): Promise<void>;
  /** What is still running after a moment is killed; its events are delivered again after the next start. */
  close(): Promise<void>;
}

export interface ResolverCall {
  /** Key of a module in the manifest that has a resolver. */
  readonly moduleKey: string;
  /** Who is signed in; undefined for an anonymous visitor. */
  readonly accountId: string | undefined;
  /** What the page's context claims, e.g. {type:'jira:issuePanel', issue:{id,key}, project:{id,key}}. */
  readonly extension: Readonly<Record<string, unknown>>;
  readonly functionKey: string;
  readonly payload: unknown;
}

/** doc: Forge product events. */
export interface ToldEvent {
  readonly eventType: string;
  readonly [field: string]: unknown;
}

export interface LocalQueue {
  /** Events waiting or in progress, oldest first. */
  pending(): readonly QueuedEvent[];
  /** Given up by the platform: retries used up or older than a day. */
  readonly dropped: readonly QueuedEvent[];
}

export interface QueuedEvent {
  readonly eventId: string;
  readonly jobId: string;
  readonly queueName: string;
  readonly body: unknown;
  readonly dueAt: number;
  readonly attempt: number;
}

export interface LocalScheduler {
  /** Runs a module's scheduled trigger now, whether or not it is due. */
  run(moduleKey: string): Promise<void>;
  /** When each scheduled trigger runs next. */
  next(): readonly { readonly moduleKey: string; readonly at: number }[];
}

export interface LocalKvs {
  /** Everything stored, for tests and the curious; the values of secrets stay out. */
  entries(): readonly {
    readonly entity: string | undefined;
    readonly key: string;
    readonly value: unknown;
  }[];
  secretKeys(): readonly string[];
  /** 10 KB units written and read so far, and calls by kind. */
  readonly metered: {
    readonly writeUnits: number;
    readonly readUnits: number;
    readonly calls: Readonly<Record<string, number>>;
  };
}

/** What goes wrong on purpose. Everything off at the start. */
export interface ForgeFaults {
  /**
   * Asked before every call that an invocation makes over the wire: `kill` ends the worker there and
   * then, `killAfter` lets the call take effect first. The invocation never resumes. Where the answer has to
   * be waited for, the worker stands still until then.
   */
  onWireCall: ((call: WireCall) => FateOfCall | Promise<FateOfCall>) | undefined;
  /** The next so many pushes to the queue are accepted and lost. */
  loseNextPushes: number;
  /** The next so many events of the product never come. */
  loseNextTold: number;
  /** Every event is delivered twice. */
  duplicateEvents: boolean;
  /**
   * How many milliseconds pass before queries of entities see a write (doc: queries are eventually
   * consistent). `get` and the conditions of transactions always see it.
   */
  queryLag: number;
  /**
   * A condition of a transaction never holds for a record that is not there, `NOT_EXISTS` neither: no document
   * says whether it does.
   */
  absenceMeetsNothing: boolean;
}

export type FateOfCall = 'go' | 'kill' | 'killAfter';

export interface WireCall {
  readonly invocationId: string;
  readonly functionKey: string;
  readonly moduleKey: string;
  /** How many calls this invocation has made before. */
  readonly index: number;
  /** e.g. 'kvs POST /api/v1/get', 'egress POST https://…', 'jira GET /rest/api/3/myself', 'queue POST …'. */
  readonly target: string;
}

export interface LogLine {
  readonly at: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly invocationId: string | undefined;
  readonly functionKey: string | undefined;
  readonly text: string;
}

/** The parts of a manifest that the local Forge reads. */
export interface ForgeManifest {
  readonly app: {
    readonly id: string;
    readonly runtime: { readonly name: string };
    readonly storage?: { readonly entities?: readonly EntityDefinition[] };
  };
  readonly modules: Readonly<Record<string, readonly ForgeModule[]>>;
  readonly resources?: readonly { readonly key: string; readonly path: string }[];
  /** Files of messages, by locale; `default` stands in for a locale that has none. */
  readonly translations?: {
    readonly resources: readonly { readonly key: string; readonly path: string }[];
    readonly fallback: Readonly<Record<string, string | readonly string[]>>;
  };
  readonly permissions: {
    readonly scopes: readonly string[];
    readonly content?: unknown;
    readonly external?: {
      readonly fetch?: { readonly backend?: readonly (string | { readonly address: string })[] };
    };
  };
}

export interface ForgeModule {
  readonly key: string;
  /** Of a permission: what its scheme calls it. */
  readonly name?: string;
  readonly title?: string;
  readonly resource?: string;
  readonly icon?: string;
  readonly useAsConfig?: boolean;
  readonly useAsGetStarted?: boolean;
  /** Of an admin page: entries of its own in the sidebar, each at `route` below the page's address. */
  readonly pages?: readonly { readonly title: string; readonly route: string }[];
  /** Of an issue context: what its button says, and what stands beside that. */
  readonly label?: string;
  readonly status?: ModuleStatus;
  readonly dynamicProperties?: { readonly function: string };
  /** Of a command: another module's page, or a resource in a modal. */
  readonly target?: { readonly page?: string; readonly resource?: string };
  readonly keywords?: readonly string[];
  readonly resolver?: { readonly function: string };
  readonly function?: string;
  readonly handler?: string;
  readonly queue?: string;
  readonly interval?: string;
  readonly timeoutSeconds?: number;
  readonly events?: readonly string[];
  /** Of an entity property: which of it JQL finds. */
  readonly entityType?: string;
  readonly propertyKey?: string;
  readonly values?: readonly IndexedValue[];
}

/** doc: Jira entity property, property values. */
export interface IndexedValue {
  readonly path: string;
  readonly type: 'number' | 'string' | 'text' | 'user' | 'date';
  readonly searchAlias?: string;
}

/** doc: Jira issue context, status properties. */
export interface ModuleStatus {
  readonly type: 'badge' | 'lozenge' | 'icon';
  readonly value: { readonly label: string; readonly type?: string };
}

export interface EntityDefinition {
  readonly name: string;
  readonly attributes: Readonly<
    Record<string, { readonly type: 'string' | 'integer' | 'float' | 'boolean' | 'any' }>
  >;
  readonly indexes?: readonly (
    | string
    | {
        readonly name: string;
        readonly partition?: readonly string[];
        readonly range?: readonly string[];
      }
  )[];
}
