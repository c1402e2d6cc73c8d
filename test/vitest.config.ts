import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests start our command and its worker over and over: what Node compiled of them once is read by all after it. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)) };

/** One project per kind of test, so that each can be run alone: `npx vitest --project unit`. */
const project = (name: string, testTimeout: number, pattern = `test/${name}/**/*.test.ts`) => ({
  test: { name, root: '.', include: [pattern], testTimeout, hookTimeout: testTimeout, env },
});

export default defineConfig({
  test: {
    // The longest tests mostly wait (pauses owed to hosts, processes that start): two at once also on two processors.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Several times what the longest test takes on a busy machine: only one that hangs meets its end.
    projects: [
      project('unit', 120_000),
      project('contract', 120_000),
      project('functions', 240_000),
      project('infra', 300_000),
      project('e2e', 600_000),
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/domain/**/*.ts', 'shared/views/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
