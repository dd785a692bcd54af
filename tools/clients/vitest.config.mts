import { defineConfig } from 'vitest/config';

/** `npm run clients`: no part of `npm test`, as these packages are only installed for it. */
export default defineConfig({
  test: {
    name: 'clients',
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/clients/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
