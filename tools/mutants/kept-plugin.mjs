import { relative } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { commonTokens, declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { createVitest } from 'vitest/node';
import { isInSample } from './sample.mjs';

/** Those are quick: all that reach a fault are played. */
const NEAR = /\/(src|tests\/operations)\//;
/** Of the others so many: what all of them miss is hardly noticed by more. */
const AT_MOST = 24;
/** In ms: one of those that takes longer is played once the quick ones have noticed nothing, though it may notice most. */
const SLOW = 1_000;
/** What Vitest itself says of a test that did not end. */
const TIMED_OUT = /^(Test|Hook) timed out in/;

/**
 * Plays the tests for Stryker without loading the app anew for each fault, which takes longer than most tests: one
 * worker of Vitest is kept, in which `kept-runner.mjs` plays what it is told to.
 */
class KeptTests {
  static inject = [commonTokens.options];
  #sample = {
    share: Number(process.env.MUTANTS_SHARE || 1),
    seed: Number(process.env.MUTANTS_SEED || 1),
  };
  #vitest;
  #channel;
  #answer;
  /** How many faults of a file each test noticed: those that noticed most come first. */
  #noticed = new Map();
  /** How long each test took without a fault, in ms. */
  #took = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {}

  async dryRun({ files }) {
    const { tests, coverage } = await this.#tell({
      kind: 'dryRun',
      files: await this.#testsAbout(files),
    });
    for (const { id, duration } of tests) this.#took.set(id, duration);
    return { status: 'complete', tests: tests.map(asResult), mutantCoverage: coverage };
  }

  async mutantRun(options) {
    const { activeMutant: mutant, testFilter, hitLimit, reloadEnvironment } = options;
    const fileName = relative(process.cwd(), options.sandboxFileName);
    const { line, column } = mutant.location.start;
    if (!isInSample(this.#sample, { ...mutant, fileName, line, column }))
      return { status: 'error', errorMessage: 'Left out of the sample' };
    const byFile =
      testFilter === undefined
        ? this.#filesInOrder(fileName, await this.#testsAbout([options.sandboxFileName]))
        : this.#inOrder(fileName, testFilter);
    const answer = await this.#tell({
      kind: 'mutantRun',
      mutant: mutant.id,
      hitLimit,
      reload: reloadEnvironment,
      byFile,
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    const { failed, count, hits } = answer;
    const nrOfTests = count;
    if (hitLimit !== undefined && hits > hitLimit) {
      await this.#close();
      return { status: 'timeout', reason: `Hit limit reached (${hits}/${hitLimit})` };
    }
    if (failed === undefined) return { status: 'survived', nrOfTests };
    if (TIMED_OUT.test(failed.message)) {
      // What it left under way must not disturb the next.
      await this.#close();
      return { status: 'timeout', reason: `${failed.id}: ${failed.message}` };
    }
    const noticed = this.#noticedIn(fileName);
    noticed.set(failed.id, (noticed.get(failed.id) ?? 0) + 1);
    return {
      status: 'killed',
      nrOfTests,
      killedBy: [failed.id],
      failureMessage: failed.message,
    };
  }

  async dispose() {
    await this.#close();
  }

  #noticedIn(fileName) {
    const noticed = this.#noticed.get(fileName) ?? new Map();
    this.#noticed.set(fileName, noticed);
    return noticed;
  }

  /** First the few that noticed most of this file's faults so far, then those that are quick, then file by file. */
  #inOrder(fileName, ids) {
    const noticed = this.#noticedIn(fileName);
    const first = ids
      .filter((id) => noticed.has(id) && !this.#isSlow(id))
      .sort((a, b) => noticed.get(b) - noticed.get(a))
      .slice(0, 6);
    const rest = ids.filter((id) => !first.includes(id));
    const near = rest.filter((id) => NEAR.test(id));
    const quick = groups(near.filter((id) => !this.#isSlow(id)));
    const slow = groups(near.filter((id) => this.#isSlow(id)));
    const far = groups(rest.filter((id) => !NEAR.test(id)));
    const best = ({ ids }) => Math.max(0, ...ids.map((id) => noticed.get(id) ?? 0));
    far.sort((a, b) => best(b) - best(a) || a.ids.length - b.ids.length);
    return [...first.flatMap((id) => groups([id])), ...quick, ...slow, ...someOf(far, AT_MOST)];
  }

  /** The same where all is loaded anew, file by file: first those that noticed most, then those nearest to the source. */
  #filesInOrder(fileName, files) {
    const noticed = new Map();
    for (const [id, times] of this.#noticedIn(fileName)) {
      const file = id.slice(0, id.indexOf('#'));
      noticed.set(file, (noticed.get(file) ?? 0) + times);
    }
    const best = (file) => noticed.get(file) ?? 0;
    const near = (file) => sharedBegin(relative(process.cwd(), file), fileName);
    return files
      .toSorted((a, b) => best(b) - best(a) || near(b) - near(a))
      .map((file) => ({ file }));
  }

  #isSlow(id) {
    return NEAR.test(id) && (this.#took.get(id) ?? 0) > SLOW;
  }

  async #testsAbout(files) {
    const vitest = await this.#open();
    const beside = process.env.MUTANTS_WITH;
    // Those that are named are all about it, whatever they import: the app is loaded by what opens it.
    const named = beside ? await vitest.globTestSpecifications() : [];
    vitest.config.related = files;
    const related = await vitest.getRelevantTestSpecifications();
    vitest.config.related = undefined;
    const all = [...related, ...named.filter(({ moduleId }) => !moduleId.includes('/src/'))];
    return [...new Set(all.map(({ moduleId }) => moduleId))];
  }

  async #open() {
    if (this.#vitest !== undefined) return this.#vitest;
    process.env.NODE_ENV = 'test';
    const name = `kept-tests-${process.pid}-${Date.now()}`;
    this.#vitest = await createVitest('test', {
      config: 'tools/mutants/vitest.config.mts',
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      watch: false,
      reporters: [{}],
      runner: './tools/mutants/kept-runner.mjs',
      provide: { channel: name },
      onConsoleLog: () => false,
      teardownTimeout: 2000,
    });
    const channel = new BroadcastChannel(name);
    const isReady = new Promise((resolve) => {
      channel.onmessage = ({ data }) => (data === 'ready' ? resolve() : this.#answer?.(data));
    });
    this.#channel = channel;
    const [first] = await this.#vitest.globTestSpecifications();
    this.#vitest.runTestSpecifications([first]).catch(() => {});
    await isReady;
    return this.#vitest;
  }

  async #tell(message) {
    await this.#open();
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#channel.postMessage(message);
    });
  }

  async #close() {
    this.#channel?.postMessage({ kind: 'end' });
    this.#channel?.close();
    await this.#vitest?.close();
    this.#vitest = undefined;
  }
}

/** How many letters two paths begin with that are the same. */
function sharedBegin(one, other) {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}

/** As many from each file in turn, in the order of the file. */
function someOf(byFile, atMost) {
  const places = byFile.flatMap(({ ids }, file) => ids.map((id, place) => ({ id, file, place })));
  places.sort((a, b) => a.place - b.place || a.file - b.file);
  const picked = new Set(places.slice(0, atMost).map(({ id }) => id));
  return byFile
    .map(({ file, ids }) => ({ file, ids: ids.filter((id) => picked.has(id)) }))
    .filter(({ ids }) => ids.length > 0);
}

function groups(ids) {
  const byFile = new Map();
  for (const id of ids) {
    const file = id.slice(0, id.indexOf('#'));
    byFile.set(file, [...(byFile.get(file) ?? []), id]);
  }
  return [...byFile].map(([file, ids]) => ({ file, ids }));
}

const asResult = ({ id, duration, message }) => ({
  id,
  name: id,
  timeSpentMs: duration,
  fileName: id.slice(0, id.indexOf('#')),
  ...(message === undefined ? { status: 0 } : { status: 1, failureMessage: message }),
});

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'kept', KeptTests)];
