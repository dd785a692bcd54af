import type { DatabaseSync } from 'node:sqlite';
import type { Atlassian } from '../atlassian/atlassian';
import { appName } from '../forge/app-name';
import type { Forge, ForgeManifest } from '../forge/forge';
import { extensionId } from '../forge/runtime/extension-id';
import { openClock, type PlatformClock, timerNow } from '../machine/clock';
import { openDatabase, readMeta, writeMeta } from '../machine/database';
import { machineFetch } from './install-globals';
import { openAtlassian } from './open-atlassian';
import { openForge } from './open-forge';

export interface PlatformOptions {
  /** A file that is kept between runs, or `:memory:`. */
  readonly databaseFile: string;
  readonly manifest: ForgeManifest;
  readonly loadApp: () => Promise<Readonly<Record<string, unknown>>>;
  /** What a platform in memory was, to go on from there, at that instant. */
  readonly image?: PlatformImage;
  /** Where time begins for a new one; without it, where the machine's is. */
  readonly startsAt?: number;
  /** Hosts that are not local: the real network, or `sealed`, where nothing answers. */
  readonly outside?: 'network' | 'sealed';
}

/** All that a platform keeps, at one instant. */
export interface PlatformImage {
  readonly at: number;
  readonly database: Uint8Array;
}

/** Forge and an Atlassian site on this machine, with one app installed. */
export interface Platform {
  readonly clock: PlatformClock;
  readonly atlassian: Atlassian;
  readonly forge: Forge;
  readonly database: DatabaseSync;
  readonly manifest: ForgeManifest;
  /** The file's time had been moved to where nothing works: it is the machine's again. */
  readonly wasTooFar: boolean;
  image(): PlatformImage;
  close(): Promise<void>;
}

const CLOCK_OFFSET = 'clock-offset';

export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const { image } = options;
  const at = image?.at ?? options.startsAt;
  const database = openDatabase(options.databaseFile, image?.database);
  const moved = Number(readMeta(database, CLOCK_OFFSET) ?? 0);
  const clock = openClock(at === undefined ? moved : at - timerNow());
  const wasTooFar = at === undefined && clock.offset !== moved;
  if (wasTooFar) writeMeta(database, CLOCK_OFFSET, String(clock.offset));
  clock.onAdvance(() => writeMeta(database, CLOCK_OFFSET, String(clock.offset)));
  const panels = options.manifest.modules['jira:issuePanel'] ?? [];
  const permissions = options.manifest.modules['jira:projectPermission'] ?? [];
  // doc: Jira entity property: issues are what it is about unless it says otherwise.
  const properties = (options.manifest.modules['jira:entityProperty'] ?? []).filter(
    ({ entityType = 'issue' }) => entityType === 'issue',
  );
  const atlassian = openAtlassian({
    database,
    clock,
    appName: appName(options.manifest),
    panelModules: panels.map(({ key }) => extensionId(options.manifest, key)),
    appPermissions: permissions.map(({ key }) => extensionId(options.manifest, key)),
    entityProperties: properties.flatMap(({ propertyKey = '', values = [] }) =>
      values.map((value) => ({ propertyKey, ...value })),
    ),
  });
  const forge = openForge({
    database,
    clock,
    manifest: options.manifest,
    loadApp: options.loadApp,
    installation: { cloudId: atlassian.cloudId, siteUrl: atlassian.siteUrl },
    product: (caller, request) => atlassian.fetchAs(caller, request),
    internet: (request) => {
      if (atlassian.owns(new URL(request.url).hostname)) return atlassian.fetch(request);
      if (options.outside === 'sealed') return Promise.reject(new TypeError('fetch failed'));
      return machineFetch(request);
    },
  });
  atlassian.onProductEvent((event) => forge.tell(event));
  return {
    clock,
    atlassian,
    forge,
    database,
    manifest: options.manifest,
    wasTooFar,
    image: () => ({ at: clock.now(), database: database.serialize() }),
    async close() {
      await forge.close();
      database.close();
    },
  };
}
