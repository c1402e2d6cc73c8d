/** The thread in which one document after the other is analysed; whoever started it may end it at any moment. */
import { parentPort } from 'node:worker_threads';
import { compareDocuments } from '../../domain/changes/compare-documents.ts';
import { examineCompliance } from '../../domain/compliance/examine.ts';
import { type Examination, examineDescription } from '../../domain/description/analyse-description.ts';
import { parseDocument } from '../../domain/description/parse-document.ts';
import type { ReferenceOutcome } from '../../domain/description/reference-documents.ts';
import { loadSecondOpinion } from '../../domain/description/second-opinion.ts';
import { readSpecification } from '../../domain/description/specification.ts';
import { sha256 } from '../../domain/digest.ts';
import type { FromWorker, Job, Pair, ToWorker } from './analysis-messages.ts';

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

const faultText = (fault: unknown): string => String((fault as Error)?.stack ?? fault);

/** A fault of a rule costs the report, never the verdict. */
function judge(parsed: Examination['parsed'], mostFindings: number | undefined): object {
  try {
    const report = parsed && examineCompliance(parsed, mostFindings);
    return report === undefined ? {} : { report };
  } catch (fault) {
    return { fault: faultText(fault) };
  }
}

function read({ body, ...hint }: Pair['base']): Examination['parsed'] {
  const parsed = parseDocument(body, hint);
  return parsed.ok ? parsed : undefined;
}

const isDescription = (value: unknown): boolean => {
  const declared = readSpecification(value);
  return declared.ok || declared.problem.code !== 'not-a-description';
};

function readDescription(content: Pair['base']): Examination['parsed'] {
  const parsed = read(content);
  return parsed !== undefined && isDescription(parsed.value) ? parsed : undefined;
}

/** The revision is not read when the base can't be. */
function compareBoth({ base, revision, today }: Pair): object {
  try {
    const before = readDescription(base);
    const after = before && readDescription(revision);
    return before === undefined || after === undefined ? {} : { comparison: compareDocuments(before, after, today) };
  } catch (fault) {
    return { fault: faultText(fault) };
  }
}

/** The verdict is told first, then the report, then the second opinion: if this thread is ended, the rest is lost. */
async function work(job: Job): Promise<void> {
  say({ kind: 'started' });
  if (job.rules === 'only') return say({ kind: 'report', ...judge(read(job), job.mostFindings) });
  const { analysis, parsed, opinion } = await examineDescription({ ...job, fetchReference }, sha256);
  const last = job.secondOpinion && opinion !== undefined ? ({ next: 'opinion' } as const) : {};
  const judges = job.rules === 'also' && parsed !== undefined;
  say({ kind: 'analysed', analysis, ...(judges ? { next: 'report' } : last) });
  if (judges) say({ kind: 'report', ...judge(parsed, job.mostFindings), ...last });
  if (last.next === undefined || opinion === undefined) return;
  const ask = await loadSecondOpinion();
  say({ kind: 'asking' });
  say({ kind: 'opinion', opinion: await ask(opinion) });
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'job') {
    work(message).catch((fault: unknown) => say({ kind: 'fault', reason: faultText(fault) }));
    return;
  }
  if (message.kind === 'pair') {
    say({ kind: 'started' });
    say({ kind: 'comparison', ...compareBoth(message) });
    return;
  }
  waiting.get(message.id)?.(message.outcome);
  waiting.delete(message.id);
});
