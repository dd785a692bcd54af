import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { startTests } from '@vitest/runner';
import { inject, TestRunner } from 'vitest';

/** After as many faults noticed by a test, it is played without a fault again: what they left must not fail it. */
const TRUSTED_FOR = 15;

globalThis.__stryker__ ??= {};
const stryker = globalThis.__stryker__;

/** Serves `kept-plugin.mjs` instead of playing the file that it was begun with. */
export default class KeptRunner extends TestRunner {
  #isLoaded = false;
  #isPrepared = false;
  #trusted = new Map();

  async onBeforeCollect() {
    const channel = new BroadcastChannel(inject('channel'));
    await new Promise((ended) => {
      channel.onmessage = async ({ data: message }) => {
        if (message.kind === 'end') return ended();
        try {
          channel.postMessage(await this.#play(message));
        } catch (error) {
          channel.postMessage({ error: String(error?.stack ?? error) });
        }
      };
      channel.postMessage('ready');
    });
    channel.close();
    this.cancelRun = true;
  }

  #play(message) {
    return message.kind === 'dryRun' ? this.#playAll(message) : this.#playMutant(message);
  }

  async #playAll({ files }) {
    stryker.activeMutant = undefined;
    await this.#load();
    const tests = [];
    for (const file of files) tests.push(...(await this.#playFile({ file })).tests);
    const coverage = stryker.mutantCoverage ?? { static: {}, perTest: {} };
    // What the hooks of a whole file do is done for each of its tests.
    for (const [id, covered] of Object.entries(coverage.perTest)) {
      if (!id.endsWith('#')) continue;
      delete coverage.perTest[id];
      for (const test of tests.filter((one) => one.id.startsWith(id))) {
        coverage.perTest[test.id] ??= {};
        const of = coverage.perTest[test.id];
        for (const [mutant, times] of Object.entries(covered))
          of[mutant] = (of[mutant] ?? 0) + times;
      }
    }
    return { tests, coverage };
  }

  async #playMutant({ mutant, hitLimit, reload, byFile }) {
    stryker.hitCount = 0;
    stryker.hitLimit = hitLimit;
    if (reload) {
      stryker.activeMutant = mutant;
      this.#forget();
    } else {
      stryker.activeMutant = undefined;
    }
    await this.#load();
    let count = 0;
    for (const { file, ids } of byFile) {
      stryker.activeMutant = mutant;
      const { tests, failed } = await this.#playFile({ file, ids, isBail: true });
      stryker.activeMutant = undefined;
      count += tests.length;
      if (failed === undefined) continue;
      if (!reload) await this.#provePasses(failed, { file, ids });
      if (reload) this.#forget();
      return { failed, count, hits: stryker.hitCount };
    }
    if (reload) this.#forget();
    return { count, hits: stryker.hitCount };
  }

  /** A test that fails without the fault as well says nothing about it: all is begun anew then. */
  async #provePasses({ id }, { file, ids }) {
    const trusted = this.#trusted.get(id) ?? 0;
    this.#trusted.set(id, trusted > 0 ? trusted - 1 : TRUSTED_FOR);
    if (trusted > 0) return;
    const alone = await this.#playFile({ file, ids: id.endsWith('#') ? ids : [id] });
    if (alone.failed === undefined) return;
    throw new Error(`${id} fails without a fault: ${alone.failed.message}`);
  }

  /** The app is loaded before any test, so that what runs as it loads counts for none of them. */
  async #load() {
    if (this.#isLoaded) return;
    await this.#prepare();
    await this.moduleRunner.import(resolve('src/index.ts'));
    this.#isLoaded = true;
  }

  /** Once for all: what it puts in place holds on to what was there before. */
  async #prepare() {
    if (this.#isPrepared) return;
    for (const file of this.config.setupFiles) await this.importFile(file, 'setup');
    this.#isPrepared = true;
  }

  /** All but the local platform: Forge's packages keep what it gave them as they were loaded. */
  #forget() {
    this.#isLoaded = false;
    for (const [path, node] of this.workerState.evaluatedModules.idToModuleMap) {
      if (!/\/(src|tests|static)\//.test(path)) continue;
      node.promise = undefined;
      node.exports = undefined;
      node.evaluated = false;
      node.importers.clear();
    }
  }

  async #playFile({ file, ids, isBail = false }) {
    // A module that stands for another has to be there before what imports it.
    if (!readFileSync(resolve(file), 'utf8').includes('vi.mock('))
      return this.#playKept({ file, ids, isBail });
    this.#forget();
    const played = await this.#playKept({ file, ids, isBail });
    this.#forget();
    await this.#load();
    return played;
  }

  async #playKept({ file, ids, isBail }) {
    const runner = new OneFile({ ...this.config, setupFiles: [] });
    runner.ids = ids;
    runner.isBail = isBail;
    runner.id = file;
    Object.defineProperty(runner, 'moduleRunner', { value: this.moduleRunner });
    runner.__setTraces(this._otel);
    const [played] = await startTests(
      [{ filepath: resolve(file), testLocations: undefined }],
      runner,
    );
    stryker.currentTestId = undefined;
    const failed = runner.tests.find(({ message }) => message !== undefined);
    if (failed !== undefined || played.result?.state !== 'fail')
      return { tests: runner.tests, failed };
    const message = played.result.errors?.[0]?.message ?? 'What comes before its tests fails';
    return { tests: runner.tests, failed: { id: `${file}#`, duration: 0, message } };
  }
}

class OneFile extends TestRunner {
  tests = [];

  importFile(filepath, source) {
    const node = this.workerState.evaluatedModules.getModuleById(filepath);
    if (node) this.workerState.evaluatedModules.invalidateModule(node);
    return super.importFile(filepath, source);
  }

  onCollected(files) {
    stryker.currentTestId = `${this.id}#`;
    if (this.ids !== undefined) for (const file of files) this.#leaveOut(file);
  }

  #leaveOut(suite) {
    let isLeft = true;
    for (const task of suite.tasks) {
      if (task.type === 'suite') this.#leaveOut(task);
      else if (!this.ids.includes(this.#idOf(task))) task.mode = 'skip';
      if (task.mode !== 'skip') isLeft = false;
    }
    if (isLeft && suite.mode !== 'skip' && !('filepath' in suite)) suite.mode = 'skip';
  }

  #idOf(test) {
    const names = [];
    for (let task = test; task && !('filepath' in task); task = task.suite)
      names.unshift(task.name);
    return `${this.id}#${names.join(' ')}`;
  }

  async onBeforeRunTask(test) {
    await super.onBeforeRunTask(test);
    stryker.currentTestId = this.#idOf(test);
  }

  onAfterRunTask(test) {
    super.onAfterRunTask(test);
    stryker.currentTestId = `${this.id}#`;
    if (test.mode === 'skip' || test.result?.state === 'skip') return;
    const id = this.#idOf(test);
    const duration = test.result?.duration ?? 0;
    if (test.result?.state !== 'fail') {
      this.tests.push({ id, duration });
      return;
    }
    this.tests.push({ id, duration, message: test.result.errors?.[0]?.message ?? 'It fails' });
    if (this.isBail) this.cancelRun = true;
  }
}
