import { skipWaits } from '../../local/machine/skip-waits';
import type { Platform, PlatformImage } from '../../local/platform/platform';
import type { Connection } from '../../src/domain/connection/connection';
import type { Policy } from '../../src/domain/policy/policy';
import { compose, type Ports } from '../../src/entry/compose';
import type { WorkItem } from '../../src/ports/work-queue';
import { tokenOf } from './open-client';
import { openBench, runForMinutes } from './run-in-forge';
import { AT, LISTED } from './samples';

type PersonOf = { kind: 'person'; accountId: string; displayName: string };

/** What went to the queue, with how it was to be carried. */
export type Pushed = { readonly outboxId: string; readonly item: WorkItem } & {
  readonly delaySeconds?: number;
  readonly bulk?: boolean;
};

/**
 * The local platform with its site connected, for operations that are called as the app's own handlers call them:
 * with all their real ports, and nothing of the app before or after. What they push to the queue is kept. Nobody waits.
 */
export interface Operations {
  readonly platform: Platform;
  readonly connection: Connection;
  /** In the order in which it came. */
  readonly pushed: Pushed[];
  /** What was sent to change the site, as `POST /group/user`. */
  readonly sent: string[];
  /** The errors that were told to the log. */
  readonly errors: string[];
  now(): number;
  /** Within an invocation of its own. */
  run<T>(job: (ports: Ports) => Promise<T>): Promise<T>;
  /** The policy in force is this one from now on. */
  allow(over: Partial<Policy>): Promise<void>;
  person(name: string): PersonOf;
  team(name: string): { kind: 'group'; groupId: string; displayName: string };
  group(name: string): { kind: 'group'; groupId: string; name: string };
  role(
    projectKey: string,
    name: string,
  ): {
    kind: 'role';
    projectId: string;
    projectKey: string;
    projectName: string;
    roleId: string;
    name: string;
  };
  isMember(group: string, name: string): boolean;
  /** Every further call of this kind is answered so; answers how to end it. */
  answer(path: RegExp, status: number, body?: unknown, times?: number): () => void;
  close(): Promise<void>;
}

/** Connected and new, once for each process: to fill a site takes longer than most operations. */
let connected: PlatformImage | undefined;

export async function openOperations(): Promise<Operations> {
  const goOn = skipWaits();
  const platform = await openBench(':memory:', connected);
  const { atlassian, clock } = platform;
  const { directory } = atlassian;
  const sent: string[] = [];
  const pushed: Pushed[] = [];
  const errors: string[] = [];
  atlassian.onExchange(({ method, url }) => {
    if (method !== 'GET') sent.push(`${method} ${url.replace(/^.*\/rest\/api\/3|\?.*$/g, '')}`);
  });
  const person: Operations['person'] = (name) => {
    const { accountId, displayName } = directory.personNamed(name);
    return { kind: 'person', accountId, displayName };
  };
  const { kind: _, ...admin } = person('Olivia Hart');
  const { email, token, baseUrl } = tokenOf(platform);
  const connection: Connection = {
    id: atlassian.cloudId,
    revision: 1,
    instanceUrl: baseUrl,
    cloudId: atlassian.cloudId,
    siteName: 'Acme',
    email,
    credentialId: 'credential-1',
    actsAs: admin,
    tokenKind: 'unscoped',
    connectedAt: AT,
    connectedBy: admin,
    health: { state: 'working', checkedAt: AT },
  };
  const run: Operations['run'] = (job) =>
    runForMinutes(platform, () => {
      const ports = compose();
      return job({
        ...ports,
        queue: {
          push: async (items, { delaySeconds, bulk } = {}) => {
            for (const one of items) {
              pushed.push({
                ...one,
                ...(delaySeconds === undefined ? {} : { delaySeconds }),
                ...(bulk === undefined ? {} : { bulk }),
              });
            }
          },
        },
        log: { ...ports.log, warn: () => {}, error: (message) => void errors.push(message) },
      });
    });
  const group: Operations['group'] = (name) => {
    const { groupId } = directory.groupNamed(name);
    return { kind: 'group', groupId, name };
  };
  const allow: Operations['allow'] = (over) =>
    run(async ({ commit, policies }) => {
      const { version } = await policies.inForce(connection.id);
      await commit({ policy: { ...LISTED, ...over, version: version + 1 } });
    });
  if (connected === undefined) {
    await run(async ({ connections, commit }) => {
      await connections.keepToken(connection.credentialId, token);
      await commit({ connection });
    });
    await allow({ requestableGroups: [{ ...group('frontend'), unlockedFor: [] }] });
    connected = platform.image();
  }
  return {
    platform,
    connection,
    pushed,
    sent,
    errors,
    now: () => clock.now(),
    run,
    allow,
    person,
    team: (name) => ({ kind: 'group', groupId: group(name).groupId, displayName: name }),
    group,
    role(projectKey, name) {
      const { id, name: projectName, roles } = directory.projectOf(projectKey);
      const roleId = String(roles.find((one) => one.name === name)?.id);
      return { kind: 'role', projectId: id, projectKey, projectName, roleId, name };
    },
    isMember: (name, who) =>
      directory.membersOf(group(name).groupId).includes(person(who).accountId),
    answer: (path, status, body = {}, times) =>
      atlassian.faults.add({
        path,
        ...(times === undefined ? {} : { times }),
        via: 'token',
        effect: { kind: 'answer', status, body: JSON.stringify(body) },
      }),
    async close() {
      await platform.close();
      goOn();
    },
  };
}
