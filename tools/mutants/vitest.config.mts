import { defineConfig } from 'vitest/config';

/** Rules and what stands beside them: whole journeys would take minutes for each planted fault. */
export default defineConfig({
  test: {
    globals: false,
    restoreMocks: true,
    testTimeout: 60_000,
    include: ['src/**/*.test.ts'],
    setupFiles: ['./local/forge/install-globals.ts'],
  },
});
