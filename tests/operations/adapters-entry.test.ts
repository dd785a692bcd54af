import { expect, test } from 'vitest';
import { WORK_SECONDS } from '../../src/entry/consumers/work';
import { SWEEP_SECONDS } from '../../src/entry/schedules/sweep';
import * as index from '../../src/index';
import { manifest } from '../support/open-world';

const functions = manifest.modules.function ?? [];

test('index exports exactly what the manifest names', () => {
  const named = functions.map(({ handler }) => handler?.replace('index.', ''));
  expect(Object.keys(index).sort()).toEqual(named.sort());
});

test('runs end in the time that the manifest gives them', () => {
  const seconds = (key: string) => functions.find((one) => one.key === key)?.timeoutSeconds;
  expect(WORK_SECONDS).toBe(seconds('work-consumer'));
  expect(SWEEP_SECONDS).toBe(seconds('sweep'));
});
