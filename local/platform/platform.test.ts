import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ForgeManifest } from '../forge/forge';
import { LATEST, TimeIsOver } from '../machine/clock';
import { writeMeta } from '../machine/database';
import { openPlatform, type Platform } from './platform';

const YEAR = 365 * 86_400_000;
let folder: string;
let platform: Platform;
let runs = 0;

const manifest: ForgeManifest = {
  app: { id: 'ari:cloud:ecosystem::app/one', runtime: { name: 'nodejs24.x' } },
  modules: {
    scheduledTrigger: [{ key: 'daily', function: 'look', interval: 'hour' }],
    function: [{ key: 'look', handler: 'index.look' }],
  },
  permissions: { scopes: [] },
};

const open = async () => {
  platform = await openPlatform({
    databaseFile: join(folder, 'platform.sqlite'),
    manifest,
    loadApp: async () => ({
      look: async () => {
        runs += 1;
      },
    }),
    outside: 'sealed',
  });
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'platform-'));
  runs = 0;
  await open();
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('time', () => {
  it('goes no further than it can be shown, and stays where it was', async () => {
    const before = platform.clock.offset;
    for (const tooFar of [400 * YEAR, 1e15, 1e300, Number.NaN]) {
      await expect(platform.clock.advance(tooFar)).rejects.toThrow(TimeIsOver);
    }
    expect(platform.clock.offset).toBe(before);
    await platform.clock.advance(100 * YEAR);
    expect(platform.clock.now()).toBeLessThan(LATEST);
  });

  it.each(['1e15', '9e99', '-1e16', '-9e11', 'NaN', 'soon'])(
    'that was moved by %s is the machine’s again, and things go on',
    async (moved) => {
      await platform.clock.advance(100 * YEAR);
      await platform.forge.settle();
      const ran = runs;
      writeMeta(platform.database, 'clock-offset', moved);
      await platform.close();
      await open();
      expect(platform.wasTooFar).toBe(true);
      expect(platform.clock.offset).toBe(0);
      await platform.clock.advance(3_600_000);
      await platform.forge.settle();
      expect(runs).toBe(ran + 1);
      await platform.close();
      await open();
      expect(platform.wasTooFar).toBe(false);
    },
  );
});

describe('an image', () => {
  it('is where another one goes on, at the same instant, apart from the first', async () => {
    const { directory } = platform.atlassian;
    await platform.clock.advance(YEAR);
    const [person] = directory.people();
    const group = directory.groupNamed('frontend').groupId;
    directory.addPerson('Zoe', 'zoe@acme.example');
    const image = platform.image();
    const copy = await openPlatform({
      databaseFile: ':memory:',
      manifest,
      loadApp: async () => ({}),
      image,
    });
    expect(Math.abs(copy.clock.now() - image.at)).toBeLessThan(60_000);
    expect(copy.atlassian.directory.personNamed('Zoe').email).toBe('zoe@acme.example');
    copy.atlassian.directory.addMember(group, person?.accountId ?? '');
    copy.atlassian.directory.removeMember(group, person?.accountId ?? '');
    copy.atlassian.directory.addPerson('Yan', 'yan@acme.example');
    expect(directory.personWithEmail('yan@acme.example')).toBeUndefined();
    await copy.close();
  });
});

describe('a platform that nobody uses', () => {
  it('does nothing, and wakes up for what is due', async () => {
    let looks = 0;
    const { prepare } = Object.getPrototypeOf(platform.database) as Platform['database'];
    platform.database.prepare = (sql) => {
      looks += 1;
      return prepare.call(platform.database, sql);
    };
    const rest = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
    platform.forge.start();
    await rest(50);
    looks = 0;
    await rest(400);
    expect(looks).toBe(0);
    await platform.clock.advance(2 * 3_600_000);
    await expect.poll(() => runs).toBe(1);
  });
});
