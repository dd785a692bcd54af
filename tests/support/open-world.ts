import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { SitePerson } from '../../local/atlassian/atlassian';
import type { ForgeManifest } from '../../local/forge/forge';
import { moduleOfType } from '../../local/forge/module-of-type';
import { skipWaits } from '../../local/machine/skip-waits';
import { openPlatform, type Platform, type PlatformImage } from '../../local/platform/platform';
import type { AccessApi, AdminApi, InputOf, PanelApi } from '../../src/contract/api';
import type { Reply, ReplyError } from '../../src/contract/reply';
import { ruleInputOf } from '../../src/contract/rule-input';
import { watchExchanges } from './openapi-validator';

type Input<Call> = Call extends (input: infer I) => unknown ? I : never;
type Answer<Call> = Call extends (input: never) => Promise<Reply<infer V>> ? V : never;

/** One person's way to the app: what the bridge would send in their name. */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
  panel<K extends keyof PanelApi>(
    key: K,
    issueKey: string,
    input?: Omit<Input<PanelApi[K]>, 'issueId'>,
  ): Promise<Reply<Answer<PanelApi[K]>>>;
  access<K extends keyof AccessApi>(
    key: K,
    input: Input<AccessApi[K]>,
  ): Promise<Reply<Answer<AccessApi[K]>>>;
  admin<K extends keyof AdminApi>(
    key: K,
    input: Input<AdminApi[K]>,
  ): Promise<Reply<Answer<AdminApi[K]>>>;
  /** Anything, as hostile code in the page could send it. */
  raw(
    moduleKey: string,
    functionKey: string,
    payload: unknown,
    extension?: object,
  ): Promise<unknown>;
}

export interface World {
  readonly platform: Platform;
  as(name: string): Actor;
  person(name: string): SitePerson;
  /** Connects the local site with the good token, as its site admin. */
  connect(): Promise<void>;
  /** Lists groups as requestable, and whatever else of the policy. */
  allow(groups: readonly string[], more?: Partial<PolicyChange>): Promise<void>;
  /** Lets everything happen that is due now. */
  settle(): Promise<void>;
  /** Moves time, then lets the schedule and the queue catch up. */
  pass(milliseconds: number): Promise<void>;
  sweep(): Promise<void>;
  members(group: string): readonly string[];
  actors(projectKey: string, role: string): readonly string[];
  groupId(name: string): string;
  roleId(projectKey: string, name: string): string;
  close(): Promise<void>;
}

interface PolicyChange {
  rolesOf: 'issueProject' | 'anyProject';
  creation: { users: boolean; groups: boolean };
  fallbackApprovers: readonly string[];
  fallbackAfterHours: number | null;
  decideWithinDays: number;
  longestTermDays: number | null;
  rules: InputOf<'policy.save'>['rules'];
  bundles: NonNullable<InputOf<'policy.save'>['bundles']>;
  breakGlass: InputOf<'policy.save'>['breakGlass'];
  unlocked: readonly string[];
  /** Of a listed group, who owns it; of the others, nobody does. */
  owners: Readonly<Record<string, readonly string[]>>;
}

export const manifest = parse(readFileSync('manifest.yml', 'utf8')) as ForgeManifest;
/** The app in an issue, and its page for admins. */
export const PANEL = moduleOfType(manifest, 'jira:issuePanel').key;
/** What concerns whoever looks. */
export const ACCESS = moduleOfType(manifest, 'jira:globalPage').key;
export const CONFIGURATION = moduleOfType(manifest, 'jira:adminPage').key;

export interface WorldOptions {
  /** `real` where something outside of this process takes part, a browser for one. */
  readonly waits?: 'skipped' | 'real';
  /** A world that was, to go on from; without one, everything is new. */
  readonly from?: PlatformImage;
  /** Where time begins for a new one, so that it is the same each time. */
  readonly startsAt?: number;
  /** Kept in this file, and new. */
  readonly file?: string;
}

/** A new one, once for each process: to fill a site takes longer than most of what is done with it. */
let newPlatform: PlatformImage | undefined;

export async function openWorld({
  waits = 'skipped',
  from,
  startsAt,
  file,
}: WorldOptions = {}): Promise<World> {
  const isNew = file !== undefined || startsAt !== undefined;
  const image = from ?? (isNew ? undefined : newPlatform);
  // First of all: so long as time goes on, it is another one each time.
  const goOn = waits === 'skipped' ? skipWaits() : () => {};
  const platform = await openPlatform({
    ...(image === undefined ? {} : { image }),
    ...(startsAt === undefined ? {} : { startsAt }),
    databaseFile: file ?? ':memory:',
    manifest,
    loadApp: () => import('../../src/index'),
    outside: 'sealed',
  }).catch((error: unknown) => {
    goOn();
    throw error;
  });
  if (!isNew) newPlatform ??= platform.image();
  // With NULLS=yes any journey is played with every null that the official document allows.
  if (process.env.NULLS === 'yes') platform.atlassian.faults.setPreset('nulls', true);
  // And with ABSENCE=meetsNothing in a store in which what is not there meets no condition.
  if (process.env.ABSENCE === 'meetsNothing') platform.forge.faults.absenceMeetsNothing = true;
  const { directory, tokens, siteUrl } = platform.atlassian;
  // Whatever a journey is about, the app and the site speak the documented API all along.
  const watch = watchExchanges(platform.atlassian, 'theApp');

  const person = directory.personNamed;

  function as(name: string): Actor {
    const { accountId } = person(name);
    const raw: Actor['raw'] = (moduleKey, functionKey, payload, extension = {}) =>
      platform.forge.invokeResolver({
        moduleKey,
        accountId,
        extension: extension as Record<string, unknown>,
        functionKey,
        payload,
      });
    return {
      accountId,
      name,
      raw,
      panel: (key, issueKey, input) => {
        const issue = directory.issue(issueKey);
        if (issue === undefined) throw new Error(`There is no issue ${issueKey}`);
        const extension = { type: 'jira:issuePanel', issue: { id: issue.id, key: issue.key } };
        const payload = { issueId: issue.id, ...input };
        return raw(PANEL, key, payload, extension) as never;
      },
      access: (key, input) => raw(ACCESS, key, input, { type: 'jira:globalPage' }) as never,
      admin: (key, input) => raw(CONFIGURATION, key, input, { type: 'jira:adminPage' }) as never,
    };
  }

  const world: World = {
    platform,
    as,
    person,
    async connect() {
      const good = tokens.samples().find(({ email }) => email === person('Olivia Hart').email);
      if (good === undefined) throw new Error('There is no good token');
      const { email, token } = good;
      value(
        await as('Olivia Hart').admin('connection.connect', { instanceUrl: siteUrl, email, token }),
      );
    },
    async allow(groups, more = {}) {
      const admin = as('Olivia Hart');
      const { policy } = value(await admin.admin('admin.load', {}));
      if (policy === undefined) throw new Error('The policy in force can’t be read');
      const { unlocked = [], owners = {}, fallbackApprovers = [], ...rest } = more;
      const unlockedFor = async (name: string) => {
        if (!unlocked.includes(name)) return [];
        const found = value(await admin.admin('admin.searchGroups', { query: name }));
        const protection = found.items.find((one) => one.name === name)?.protection ?? [];
        return protection.filter((one) => one !== 'notKnown');
      };
      value(
        await admin.admin('policy.save', {
          version: policy.version,
          connectionId: policy.connectionId ?? null,
          requestableGroups: await Promise.all(
            groups.map(async (name) => ({
              groupId: directory.groupNamed(name).groupId,
              unlockedFor: await unlockedFor(name),
              owners: (owners[name] ?? []).map((one) => person(one).accountId),
            })),
          ),
          rolesOf: policy.rolesOf,
          creation: policy.creation,
          decideWithinDays: policy.decideWithinDays,
          longestTermDays: policy.longestTermDays ?? null,
          rules: policy.rules.map(ruleInputOf),
          ...rest,
          fallbackApprovers: fallbackApprovers.map((name) => person(name).accountId),
        }),
      );
    },
    settle: () => platform.forge.settle(),
    async pass(milliseconds) {
      await platform.clock.advance(milliseconds);
      await platform.forge.settle();
    },
    async sweep() {
      await platform.forge.scheduler.run('sweep-schedule');
      await platform.forge.settle();
    },
    members: (group) =>
      directory
        .membersOf(directory.groupNamed(group).groupId)
        .map((accountId) => directory.person(accountId)?.displayName ?? accountId),
    actors: (projectKey, role) =>
      directory
        .actorsOf(projectKey, role)
        .accountIds.map((accountId) => directory.person(accountId)?.displayName ?? accountId),
    groupId: (name) => directory.groupNamed(name).groupId,
    roleId(projectKey, name) {
      const role = directory.projectOf(projectKey).roles.find((one) => one.name === name);
      if (role === undefined) throw new Error(`${projectKey} has no role ${name}`);
      return String(role.id);
    },
    async close() {
      await platform.close();
      goOn();
      watch.expectNoViolations();
    },
  };
  return world;
}

/** The value of a reply that must be one. */
export function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`Refused: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

/** The error of a reply that must be one. */
export function error<T>(reply: Reply<T>): ReplyError {
  if (reply.ok) throw new Error(`Not refused: ${JSON.stringify(reply.value)}`);
  return reply.error;
}
