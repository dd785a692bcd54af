import { defineConfig } from 'vitest/config';

/**
 * What takes long, as it plays a case at every call, in every state, or with hundreds of records. `npm test` leaves it to
 * `npm run test:all`; by themselves they are always run.
 */
const LONG = [
  'tests/escalation/{matrix,decide-any-order}.test.ts',
  'tests/journeys/{two-sweeps,giving-beside-ends,crash,punctual,faults-at-ends,many,large-groups}.test.ts',
  'tests/operations/many-people.test.ts',
  'tests/schedules/**/*.test.ts',
];
/** Of the browser tests, which are more than half of all that is left, `npm test` runs these. */
const SHORT_E2E =
  'tests/e2e/{main-job,every-action,decisions,lists,my-access,audit,accessibility}.test.ts';
const isShort = process.env.TESTS === 'short';
const exclude = ['**/node_modules/**', ...(isShort ? LONG : [])];

// A project inherits nothing of what stands beside it. With a process for each file, starting takes longer than most files.
const shared = {
  exclude,
  expect: { poll: { timeout: 20_000 } },
  globals: false,
  restoreMocks: true,
  isolate: false,
  testTimeout: 60_000,
};
// Real @forge packages read the runtime's globals as they load: these install them first.
const onForge = { ...shared, setupFiles: ['./local/platform/install-globals.ts'] };

export default defineConfig({
  test: {
    // Much of a test is waiting (for pages, retries, the queue): one worker for each of two cores is too few.
    maxWorkers: 3,
    projects: [
      { test: { ...shared, name: 'unit', include: ['{src,static,local}/**/*.test.{ts,tsx}'] } },
      { test: { ...onForge, name: 'operations', include: ['tests/operations/**/*.test.ts'] } },
      {
        test: {
          ...onForge,
          name: 'journeys',
          include: ['tests/{journeys,escalation}/**/*.test.ts'],
          // Nothing waits for a time: this is for machines that are busy with other things.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...onForge,
          // In a store in which what is not there meets no condition: no document says which is true.
          name: 'absence',
          include: isShort
            ? []
            : ['tests/operations/*storage*.test.ts', 'tests/journeys/main-job.test.ts'],
          env: { ABSENCE: 'meetsNothing' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...onForge,
          // Every journey holds with nulls, by NULLS=yes; these few do so each time.
          name: 'nulls',
          include: isShort ? [] : ['tests/journeys/{main-job,time-bound,lists,undo}.test.ts'],
          env: { NULLS: 'yes' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { test: { ...onForge, name: 'schedules', include: ['tests/schedules/**/*.test.ts'] } },
      {
        test: {
          ...onForge,
          name: 'conformance',
          include: ['tests/conformance/**/*.test.ts'],
          globalSetup: ['./tests/support/setup-browser.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: [isShort ? SHORT_E2E : 'tests/e2e/**/*.test.ts'],
          // Nothing waits for a time: this is for machines that are busy with other things.
          testTimeout: 180_000,
          hookTimeout: 120_000,
          globalSetup: ['./tests/support/setup-browser.ts'],
        },
      },
    ],
  },
});
