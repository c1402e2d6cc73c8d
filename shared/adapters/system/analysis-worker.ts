/** The thread in which one document after the other is analysed; whoever started it may end it at any moment. */
import { parentPort } from 'node:worker_threads';
import { examineDescription } from '../../domain/description/analyse-description.ts';
import type { ReferenceOutcome } from '../../domain/description/reference-documents.ts';
import { loadSecondOpinion } from '../../domain/description/second-opinion.ts';
import { sha256 } from '../../domain/digest.ts';
import type { FromWorker, Job, ToWorker } from './analysis-messages.ts';

const waiting = new Map<number, (outcome: ReferenceOutcome | undefined) => void>();
let fetches = 0;

const say = (message: FromWorker): void => parentPort?.postMessage(message);

function fetchReference(url: string): Promise<ReferenceOutcome | undefined> {
  const { promise, resolve } = Promise.withResolvers<ReferenceOutcome | undefined>();
  const id = fetches++;
  waiting.set(id, resolve);
  say({ kind: 'fetch', id, url });
  return promise;
}

/** The verdict is told before the second opinion is asked: if this thread is ended meanwhile, only that is lost. */
async function work(job: Job): Promise<void> {
  say({ kind: 'started' });
  const { analysis, opinion } = await examineDescription({ ...job, fetchReference }, sha256);
  const more = job.secondOpinion && opinion !== undefined;
  say({ kind: 'analysed', analysis, more });
  if (!more) return;
  const ask = await loadSecondOpinion();
  say({ kind: 'asking' });
  say({ kind: 'opinion', opinion: await ask(opinion) });
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'job') {
    work(message).catch((fault: unknown) => say({ kind: 'fault', reason: String((fault as Error)?.stack ?? fault) }));
    return;
  }
  waiting.get(message.id)?.(message.outcome);
  waiting.delete(message.id);
});
