/**
 * Redocly with its minimal rules; it reads no file and no address. It looks for lines only when it prints: `parseMs` is all
 * the rest (it takes a text), `restMs` the lines.
 */
import { BaseResolver, createConfig, getLineColLocation, lintFromString } from '@redocly/openapi-core';
import { clock, type Engine } from './engine.ts';

class ClosedResolver extends BaseResolver {
  override async loadExternalRef(): Promise<never> {
    throw new Error('nothing is loaded here');
  }
}

const config = await createConfig({ extends: ['minimal'] });

export const lintWithRedocly: Engine = async ({ url, body }) => {
  const started = clock();
  const externalRefResolver = new ClosedResolver();
  // A text it cannot read is a fault to it.
  const problems = await lintFromString({
    source: body.toString(),
    absoluteRef: url,
    config,
    externalRefResolver,
  }).catch(() => []);
  const linted = clock();
  for (const { location } of problems) location.map(getLineColLocation);
  return { parseMs: linted - started, restMs: clock() - linted };
};
