import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts'],
    setupFiles: ['src/platform/fast-check.setup.ts'],
    globalSetup: ['src/platform/database/testing-setup.ts'],
    // An embedded database takes up to 1 GB: two at a time.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    // Making the whole demo county, on a machine that does something else as well.
    hookTimeout: 400_000,
  },
})
