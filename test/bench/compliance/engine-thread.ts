/** A thread for one engine, so that none slows the call sites of another; it times what it is told to, one set at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { type DocumentSet, documentsOf } from './documents.ts';
import type { Engine, Sample } from './engine.ts';

export type EngineName = 'vedetta' | 'spectral' | 'redocly';

export type Order = {
  readonly task: string;
  readonly set: DocumentSet;
  readonly counting?: boolean;
  /** Every so many documents only. */
  readonly every?: number;
};

async function loadEngine(name: EngineName): Promise<Engine> {
  if (name === 'vedetta') return (await import('./vedetta-engine.ts')).examineWithVedetta;
  if (name === 'spectral') return (await import('./spectral-engine.ts')).lintWithSpectral;
  return (await import('./redocly-engine.ts')).lintWithRedocly;
}

const engine = await loadEngine(workerData as EngineName);

parentPort?.on('message', async ({ task, set, counting = false, every = 1 }: Order) => {
  const samples: Sample[] = [];
  for (const [index, document] of documentsOf(set).entries()) {
    if (index % every === 0) samples.push(await engine(document, task, counting));
  }
  parentPort?.postMessage(samples);
});
