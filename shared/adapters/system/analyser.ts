/**
 * Analyses documents in worker threads, which can be stopped: a document that hangs or exhausts its memory costs its own
 * verdict and nothing else (trust.md, "Documents"). A thread lives on from one document to the next, and is replaced
 * when it had to be ended.
 */
import { Worker } from 'node:worker_threads';
import type { Analysis, SecondOpinion } from '../../domain/description/analysis.ts';
import { engine } from '../../domain/description/engine.ts';
import { limits } from '../../domain/description/limits.ts';
import { createProblem } from '../../domain/description/problem.ts';
import type { ReferenceOutcome } from '../../domain/description/reference-documents.ts';
import type { FetchOutcome } from '../../domain/fetching/fetch-outcome.ts';
import type { Analyser, AnalysisRequest } from '../../ports.ts';
import type { FromWorker, ToWorker } from './analysis-messages.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';

export type AnalyserOptions = {
  /** Time for one document, milliseconds, without the waits for the documents it refers to. */
  readonly deadlineMs: number;
  /** Time for the second opinion; 0: it is never asked. */
  readonly secondOpinionMs: number;
  /** Time to wait for the documents that one document refers to; default 30 s. */
  readonly referenceWaitMs?: number;
  /** Documents analysed at once; default 1. */
  readonly workers?: number;
  /** Where the worker's code is; default: beside this file, with its extension, in the sources and in a bundle. */
  readonly workerUrl?: URL;
};

const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

const besideThis = (): URL => new URL(`./analysis-worker.${import.meta.url.split('.').at(-1)}`, import.meta.url);

const unanalysable = (code: 'analysis-timeout' | 'analysis-failed', message: string): Analysis => ({
  verdict: 'unanalysable',
  problems: [createProblem(code, message)],
  problemCount: 1,
  references: [],
  engine,
});

/** What the domain needs of an answer, cheap to copy. */
function toReference(outcome: FetchOutcome): ReferenceOutcome {
  if (outcome.outcome !== 'fetched') return outcome;
  const { finalUrl, headers, body } = outcome;
  const contentType = headers['content-type'];
  const kept = contentType === undefined ? {} : { 'content-type': contentType };
  return { outcome: 'fetched', finalUrl, headers: kept, body: new Uint8Array(body) };
}

/** One document on its way through a thread. */
class Job {
  readonly done: Promise<Analysis>;
  /** Whether the thread is fit for another document. */
  isClean = false;
  readonly #worker: Worker;
  readonly #request: AnalysisRequest;
  readonly #resolve: (analysis: Analysis) => void;
  readonly #reject: (fault: unknown) => void;
  readonly #deadline: Stopwatch;
  readonly #references: Stopwatch;
  readonly #opinion: Stopwatch;
  readonly #waiting = new Set<number>();
  #analysis: Analysis | undefined;

  constructor(worker: Worker, request: AnalysisRequest, options: AnalyserOptions) {
    const { deadlineMs, secondOpinionMs, referenceWaitMs = limits.references.waitMs } = options;
    const { promise, resolve, reject } = Promise.withResolvers<Analysis>();
    this.done = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#worker = worker;
    this.#request = request;
    this.#deadline = createStopwatch(deadlineMs, () =>
      this.#resolve(unanalysable('analysis-timeout', `The analysis did not end within ${deadlineMs} ms`)),
    );
    this.#references = createStopwatch(referenceWaitMs, () => this.answerAll());
    this.#opinion = createStopwatch(secondOpinionMs, () => this.finish({ outcome: 'over-budget' }));
    const { body, url, contentType, secondOpinion } = request;
    const hint = contentType === undefined ? {} : { contentType };
    const asked = secondOpinion && secondOpinionMs > 0;
    this.say({ kind: 'job', body: new Uint8Array(body), url, ...hint, secondOpinion: asked });
  }

  say(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  hear(message: FromWorker): void {
    if (message.kind === 'started') this.#deadline.start();
    else if (message.kind === 'fetch') void this.fetch(message.id, message.url);
    else if (message.kind === 'analysed') this.keep(message.analysis, message.more);
    else if (message.kind === 'asking') this.#opinion.start();
    else if (message.kind === 'opinion') this.finish(message.opinion);
    else this.fail(message.reason);
  }

  keep(analysis: Analysis, more: boolean): void {
    this.#deadline.stop();
    this.#analysis = analysis;
    if (!more) this.finish();
  }

  /** The document's deadline stands still while it waits for others. */
  async fetch(id: number, url: string): Promise<void> {
    this.#waiting.add(id);
    this.#deadline.stop();
    if (this.#references.isOver) return this.answer(id);
    this.#references.start();
    try {
      this.answer(id, toReference(await this.#request.fetchReference(url)));
    } catch (fault) {
      this.#reject(fault);
    }
  }

  answer(id: number, outcome?: ReferenceOutcome): void {
    if (!this.#waiting.delete(id)) return;
    if (this.#waiting.size === 0) {
      this.#references.stop();
      this.#deadline.start();
    }
    this.say({ kind: 'reference', id, ...(outcome !== undefined && { outcome }) });
  }

  answerAll(): void {
    for (const id of [...this.#waiting]) this.answer(id);
  }

  /** The thread is lost, or a fault of ours: what is known by now stands. */
  fail(reason: string): void {
    if (this.#analysis === undefined) this.#resolve(unanalysable('analysis-failed', `The analysis failed: ${reason}`));
    else this.#resolve({ ...this.#analysis, secondOpinion: { outcome: 'over-budget' } });
  }

  finish(secondOpinion?: SecondOpinion): void {
    if (this.#analysis === undefined) return;
    this.isClean = secondOpinion?.outcome !== 'over-budget';
    this.#resolve({ ...this.#analysis, ...(secondOpinion !== undefined && { secondOpinion }) });
  }

  /** Nothing that comes later matters. */
  end(): void {
    this.#waiting.clear();
    for (const stopwatch of [this.#deadline, this.#references, this.#opinion]) stopwatch.stop();
  }
}

/** A place for one worker thread, opened when it is needed. */
class Seat {
  #worker: Worker | undefined;
  readonly #options: AnalyserOptions;

  constructor(options: AnalyserOptions) {
    this.#options = options;
  }

  open(): Worker {
    const worker = new Worker(this.#options.workerUrl ?? besideThis(), { resourceLimits: memory });
    worker.on('error', () => void this.close());
    return worker;
  }

  async analyse(request: AnalysisRequest): Promise<Analysis> {
    this.#worker ??= this.open();
    const worker = this.#worker;
    const job = new Job(worker, request, this.#options);
    const hear = (message: FromWorker): void => job.hear(message);
    const fail = (fault: unknown): void => job.fail(fault instanceof Error ? fault.message : 'its thread has ended');
    worker.ref();
    worker.on('message', hear).on('error', fail).on('exit', fail);
    try {
      return await job.done;
    } finally {
      job.end();
      worker.off('message', hear).off('error', fail).off('exit', fail);
      if (job.isClean) worker.unref();
      else void this.close();
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

/** Documents wait for a free thread in the order they came. */
export function createAnalyser(options: AnalyserOptions): Analyser {
  const seats = Array.from({ length: options.workers ?? 1 }, () => new Seat(options));
  const free = [...seats];
  const queue: ((seat: Seat) => void)[] = [];
  const take = (): Seat | Promise<Seat> => free.pop() ?? new Promise((resolve) => queue.push(resolve));
  const give = (seat: Seat): void => {
    const next = queue.shift();
    if (next === undefined) free.push(seat);
    else next(seat);
  };
  return {
    async analyse(request) {
      const seat = await take();
      try {
        return await seat.analyse(request);
      } finally {
        give(seat);
      }
    },
    async close() {
      await Promise.all(seats.map((seat) => seat.close()));
    },
  };
}
