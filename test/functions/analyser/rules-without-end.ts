/** A worker whose rules and comparisons never end, or fail, as the document says; its verdicts are all good. */
import { parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../../../shared/adapters/system/analysis-messages.ts';

const say = (message: FromWorker): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'reference') return;
  say({ kind: 'started' });
  if (message.kind === 'pair') {
    if (Buffer.from(message.base.body).toString() === 'fail') say({ kind: 'comparison', fault: 'a check failed' });
    return;
  }
  if (message.rules !== 'only') {
    const analysis = { verdict: 'valid', problems: [], problemCount: 0, references: [], engine: '1' } as const;
    say({ kind: 'analysed', analysis, next: 'report' });
  }
  if (Buffer.from(message.body).toString() === 'fail') say({ kind: 'report', fault: 'a rule failed' });
});
