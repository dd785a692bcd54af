import { defineConfig } from 'vitest/config';

/** What tests a part from elsewhere than beside it; `scripts/mutants.mjs` says which. */
const beside = (process.env.MUTANTS_WITH ?? '').split(',').filter((glob) => glob !== '');

/** Rules and what stands beside them: whole journeys would take minutes for each planted fault. */
export default defineConfig({
  test: {
    globals: false,
    restoreMocks: true,
    testTimeout: 60_000,
    include: ['src/**/*.test.ts', ...beside],
    setupFiles: ['./local/platform/install-globals.ts'],
  },
});
