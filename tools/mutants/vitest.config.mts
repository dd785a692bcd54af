import { defineConfig } from 'vitest/config';

/** What tests a part from elsewhere than beside it; `scripts/mutants.mjs` says which. */
const { MUTANTS_WITH: beside } = process.env;

/** Rules and what stands beside them: whole journeys would take minutes for each planted fault. */
export default defineConfig({
  test: {
    globals: false,
    restoreMocks: true,
    testTimeout: 60_000,
    include: ['src/**/*.test.ts', ...(beside ? [beside] : [])],
    setupFiles: ['./local/platform/install-globals.ts'],
  },
});
