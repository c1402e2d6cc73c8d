import { defineConfig } from 'vitest/config';

/** One project per kind of test, so that each can be run alone: `npx vitest --project unit`. */
const project = (name: string, testTimeout: number, pattern = `test/${name}/**/*.test.ts`) => ({
  test: { name, root: '.', include: [pattern], testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 10_000),
      project('contract', 30_000),
      project('functions', 60_000),
      project('infra', 180_000),
      project('e2e', 300_000),
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/domain/**/*.ts', 'shared/views/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
