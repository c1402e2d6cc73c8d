/**
 * Analyses documents in worker threads, which can be stopped: a document that hangs or exhausts its memory costs its own
 * verdict and nothing else (trust.md, "Documents"). A thread lives on from one document to the next, and is replaced
 * when it had to be ended.
 */
import { Worker } from 'node:worker_threads';
import type { Comparison } from '../../domain/changes/change.ts';
import type { Report } from '../../domain/compliance/report.ts';
import type { Analysis, SecondOpinion } from '../../domain/description/analysis.ts';
import { engine } from '../../domain/description/engine.ts';
import { limits } from '../../domain/description/limits.ts';
import { createProblem } from '../../domain/description/problem.ts';
import type { ReferenceOutcome } from '../../domain/description/reference-documents.ts';
import type { FetchOutcome } from '../../domain/fetching/fetch-outcome.ts';
import type { Analyser, AnalysisRequest, Analyzed, ComparisonRequest, ExaminationRequest } from '../../ports.ts';
import type { Job as DocumentJob, FromWorker, Pair, ToWorker } from './analysis-messages.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';

export type AnalyserOptions = {
  /** Time for one document, milliseconds, without the waits for the documents it refers to. */
  readonly deadlineMs: number;
  /** Time for the second opinion; 0: it is never asked. */
  readonly secondOpinionMs: number;
  /** Time in which requests for the documents that one document refers to are under way; default 30 s. */
  readonly referenceMs?: number;
  /** Time for all of that with the pauses owed to their hosts (Crawl-delay); default 5 minutes. */
  readonly referenceWaitMs?: number;
  /** Documents analysed at once, not counting those that wait for others; default 1. */
  readonly workers?: number;
  /** Where the worker's code is; default: beside this file, with its extension, in the sources and in a bundle. */
  readonly workerUrl?: URL;
  /** Told of a fault of ours that cost a report and nothing else. */
  readonly onFault?: (reason: string, url: string) => void;
};

const longestWaitMs = 5 * 60_000;
/** Threads beyond `workers`, for other documents while those before them wait for the documents they refer to. */
const spareThreads = 3;
/** After this long without a document, milliseconds. */
const idleMs = 5_000;

const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

const besideThis = (): URL => new URL(`./analysis-worker.${import.meta.url.split('.').at(-1)}`, import.meta.url);

const unanalysable = (code: 'analysis-timeout' | 'analysis-failed', message: string): Analysis => ({
  verdict: 'unanalysable',
  problems: [createProblem(code, message)],
  problemCount: 1,
  references: [],
  engine,
});

/** Of a document of which something else was asked. */
const notAsked = unanalysable('analysis-failed', 'The analysis was not asked for');

/** What the domain needs of an answer, cheap to copy. */
function toReference(outcome: FetchOutcome): ReferenceOutcome {
  if (outcome.outcome !== 'fetched') return outcome;
  const { finalUrl, headers, body } = outcome;
  const contentType = headers['content-type'];
  const kept = contentType === undefined ? {} : { 'content-type': contentType };
  return { outcome: 'fetched', finalUrl, headers: kept, body: new Uint8Array(body) };
}

/** The right to compute, which a document gives away while it waits for others. */
type Turn = { readonly give: () => void; readonly take: () => Promise<void> };

/** The time in which at least one request was under way, told from how long each took when it ends. */
class RequestTime {
  #spentMs = 0;
  #countedUntil = 0;

  add(totalMs: number): number {
    const now = performance.now();
    this.#spentMs += Math.max(0, now - Math.max(now - totalMs, this.#countedUntil));
    this.#countedUntil = now;
    return this.#spentMs;
  }
}

/** What a thread is asked, and what is asked on its behalf. */
type Task = Pick<AnalysisRequest, 'url' | 'fetchReference'> & { readonly message: DocumentJob | Pair };

type Outcome = Analyzed & { readonly comparison?: Comparison };

/** One document, or a pair of them, on its way through a thread. */
class Job {
  readonly done: Promise<Outcome>;
  /** Whether the thread is fit for another document. */
  isClean = false;
  /** Whether the thread has taken it. */
  isBegun = false;
  readonly #worker: Worker;
  readonly #task: Task;
  readonly #resolve: (outcome: Outcome) => void;
  readonly #reject: (fault: unknown) => void;
  readonly #deadline: Stopwatch;
  readonly #wait: Stopwatch;
  readonly #opinion: Stopwatch;
  readonly #waiting = new Set<number>();
  readonly #turn: Turn;
  readonly #asksOpinion: boolean;
  #holdsTurn = true;
  readonly #referenceMs: number;
  readonly #requests = new RequestTime();
  #isSpent = false;
  readonly #onFault: AnalyserOptions['onFault'];
  #analysis: Analysis | undefined;
  #report: Report | undefined;
  #comparison: Comparison | undefined;

  constructor(worker: Worker, task: Task, options: AnalyserOptions, turn: Turn) {
    const { deadlineMs, secondOpinionMs, referenceWaitMs = longestWaitMs } = options;
    this.#referenceMs = options.referenceMs ?? limits.references.waitMs;
    this.#turn = turn;
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    this.done = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#worker = worker;
    this.#task = task;
    this.#onFault = options.onFault;
    this.#deadline = createStopwatch(deadlineMs, () =>
      this.stop(unanalysable('analysis-timeout', `The analysis did not end within ${deadlineMs} ms`)),
    );
    // Not the document's fault: it is looked at again.
    this.#wait = createStopwatch(referenceWaitMs, () =>
      this.#resolve(
        unanalysable(
          'analysis-timeout',
          `The documents it refers to could not be fetched within ${referenceWaitMs} ms at the pace of their hosts`,
        ),
      ),
    );
    this.#opinion = createStopwatch(secondOpinionMs, () => this.finish({ outcome: 'over-budget' }));
    this.#asksOpinion = task.message.kind === 'job' && task.message.secondOpinion;
    this.say(task.message);
  }

  say(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  hear(message: FromWorker): void {
    this.isBegun = true;
    if (message.kind === 'started') this.#deadline.start();
    else if (message.kind === 'fetch') void this.fetch(message.id, message.url);
    else if (message.kind === 'analysed') this.keep(message);
    else if (message.kind === 'report') this.keepReport(message);
    else if (message.kind === 'comparison') this.keepComparison(message);
    else if (message.kind === 'asking') this.#opinion.start();
    else if (message.kind === 'opinion') this.finish(message.opinion);
    else this.fail(message.reason);
  }

  /** The deadline covers the rules too. */
  keep({ analysis, next }: Extract<FromWorker, { kind: 'analysed' }>): void {
    if (next !== 'report') this.#deadline.stop();
    this.#analysis = analysis;
    if (next === undefined) this.finish();
  }

  keepReport({ report, fault, next }: Extract<FromWorker, { kind: 'report' }>): void {
    this.#deadline.stop();
    this.#report = report;
    if (fault !== undefined) this.#onFault?.(fault, this.#task.url);
    if (next === undefined) this.finish();
  }

  keepComparison({ comparison, fault }: Extract<FromWorker, { kind: 'comparison' }>): void {
    this.#deadline.stop();
    this.#comparison = comparison;
    if (fault !== undefined) this.#onFault?.(fault, this.#task.url);
    this.finish();
  }

  /** The document's deadline stands still while it waits for others, and others have its turn. */
  async fetch(id: number, url: string): Promise<void> {
    if (this.#isSpent) return this.say({ kind: 'reference', id });
    this.#waiting.add(id);
    if (this.#waiting.size === 1) {
      this.#deadline.stop();
      this.#wait.start();
      this.giveTurn();
    }
    try {
      const outcome = await this.#task.fetchReference(url);
      this.#isSpent ||= this.#requests.add(outcome.timings.totalMs) > this.#referenceMs;
      await this.answer(id, toReference(outcome));
      if (this.#isSpent) await Promise.all([...this.#waiting].map((other) => this.answer(other)));
    } catch (fault) {
      this.#reject(fault);
    }
  }

  /** With the last answer that it waits for, the thread computes again: that takes a turn. */
  async answer(id: number, outcome?: ReferenceOutcome): Promise<void> {
    if (!this.#waiting.has(id)) return;
    const isLast = this.#waiting.size === 1;
    if (isLast) await this.#turn.take();
    this.#holdsTurn ||= isLast;
    const isOpen = this.#waiting.delete(id);
    if (isOpen) this.say({ kind: 'reference', id, ...(outcome !== undefined && { outcome }) });
    if (this.#waiting.size > 0 || !isOpen) this.giveTurn();
    else {
      this.#wait.stop();
      this.#deadline.start();
    }
  }

  giveTurn(): void {
    if (!this.#holdsTurn) return;
    this.#holdsTurn = false;
    this.#turn.give();
  }

  /** The thread is lost, or a fault of ours: what is known by now stands. */
  fail(reason: string): void {
    this.stop(unanalysable('analysis-failed', `The analysis failed: ${reason}`));
  }

  /** The thread is not waited for any longer. */
  stop(otherwise: Analysis): void {
    if (this.#analysis === undefined) this.#resolve(otherwise);
    else this.conclude(this.#analysis, this.#asksOpinion ? { outcome: 'over-budget' } : undefined);
  }

  finish(secondOpinion?: SecondOpinion): void {
    this.isClean = secondOpinion?.outcome !== 'over-budget';
    this.conclude(this.#analysis ?? notAsked, secondOpinion);
  }

  conclude(analysis: Analysis, secondOpinion: SecondOpinion | undefined): void {
    this.#resolve({
      ...analysis,
      ...(secondOpinion !== undefined && { secondOpinion }),
      ...(this.#report !== undefined && { report: this.#report }),
      ...(this.#comparison !== undefined && { comparison: this.#comparison }),
    });
  }

  /** Nothing that comes later matters. */
  end(): void {
    this.#waiting.clear();
    for (const stopwatch of [this.#deadline, this.#wait, this.#opinion]) stopwatch.stop();
    this.giveTurn();
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

  async run(task: Task, turn: Turn): Promise<Outcome> {
    this.#worker ??= this.open();
    const worker = this.#worker;
    const job = new Job(worker, task, this.#options, turn);
    const hear = (message: FromWorker): void => job.hear(message);
    const fail = (fault: unknown): void => {
      // No document makes it so: the worker is not beside us, or can't run.
      if (fault instanceof Error && !job.isBegun) this.#options.onFault?.(fault.message, task.url);
      job.fail(fault instanceof Error ? fault.message : 'its thread has ended');
    };
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

type Content = Pick<AnalysisRequest, 'body' | 'url' | 'contentType'>;

/** A copy, since what is sent may be part of a larger buffer. */
const contentOf = ({ body, url, contentType }: Content) => ({
  body: new Uint8Array(body),
  url,
  ...(contentType === undefined ? {} : { contentType }),
});

const toAnalyse = (request: AnalysisRequest, secondOpinionMs: number): Task => ({
  url: request.url,
  fetchReference: request.fetchReference,
  message: {
    kind: 'job',
    ...contentOf(request),
    secondOpinion: request.secondOpinion && secondOpinionMs > 0,
    rules: request.compliance === undefined ? 'none' : 'also',
    ...request.compliance,
  },
});

const fetchNothing = () => Promise.reject(new Error('nothing outside the document is asked for'));

/** A report is made of the document alone. */
const toExamine = ({ mostFindings, ...content }: ExaminationRequest): Task => ({
  url: content.url,
  fetchReference: fetchNothing,
  message: {
    kind: 'job',
    ...contentOf(content),
    secondOpinion: false,
    rules: 'only',
    ...(mostFindings === undefined ? {} : { mostFindings }),
  },
});

/** Of the two documents alone, with one deadline for both. */
const toCompare = ({ base, revision, today }: ComparisonRequest): Task => ({
  url: revision.url,
  fetchReference: fetchNothing,
  message: { kind: 'pair', base: contentOf(base), revision: contentOf(revision), today },
});

/**
 * Documents wait for their turn in the order they came; those that waited for others go on first. Spare threads are
 * opened only while others wait, and ended once nothing was asked for a while: a warm thread saves half a second.
 */
export function createAnalyser(options: AnalyserOptions): Analyser {
  const { workers = 1 } = options;
  const seats = Array.from({ length: workers + spareThreads }, () => new Seat(options));
  const free = [...seats];
  const resuming: (() => void)[] = [];
  const queue: ((seat: Seat) => void)[] = [];
  let working = 0;

  const proceed = (): void => {
    while (working < workers) {
      const resume = resuming.shift();
      const begin = resume === undefined && free.length > 0 ? queue.shift() : undefined;
      if (resume === undefined && begin === undefined) return;
      working += 1;
      resume?.();
      const seat = begin && free.pop();
      if (seat !== undefined) begin?.(seat);
    }
  };
  const turn: Turn = {
    give: () => {
      working -= 1;
      proceed();
    },
    take: () =>
      new Promise((resolve) => {
        resuming.push(resolve);
        proceed();
      }),
  };
  let idle: NodeJS.Timeout | undefined;
  // The last to be left is the first to be taken: the spare ones are at the front, unused for a while when nothing goes on.
  const endSpares = (): void => {
    if (free.length === seats.length) for (const seat of free.slice(0, spareThreads)) void seat.close();
  };
  const leave = (seat: Seat): void => {
    free.push(seat);
    proceed();
    clearTimeout(idle);
    idle = setTimeout(endSpares, idleMs).unref();
  };
  const run = async (task: Task): Promise<Outcome> => {
    const seat = await new Promise<Seat>((resolve) => {
      queue.push(resolve);
      proceed();
    });
    try {
      return await seat.run(task, turn);
    } finally {
      leave(seat);
    }
  };
  return {
    analyse: (request) => run(toAnalyse(request, options.secondOpinionMs)),
    examine: async (request) => (await run(toExamine(request))).report,
    compare: async (request) => (await run(toCompare(request))).comparison,
    async close() {
      clearTimeout(idle);
      await Promise.all(seats.map((seat) => seat.close()));
    },
  };
}
