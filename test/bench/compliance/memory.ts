/**
 * In a process of its own: what parsing a file and then all rules add to its memory, as JSON. The rules do not yield, so
 * another thread watches. `node --expose-gc memory.ts FILE`.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { examineCompliance } from '../../../shared/domain/compliance/examine.ts';
import { parseDocument } from '../../../shared/domain/description/parse-document.ts';

export type Memory = {
  readonly bytes: number;
  /** Resident before, after parsing (rubbish collected), and the most while the rules ran. */
  readonly rss: { readonly before: number; readonly parsed: number; readonly peak: number };
  readonly heap: { readonly parsed: number; readonly reported: number };
  /** The most of the whole process, until it was parsed and at the end. */
  readonly most: { readonly parsed: number; readonly end: number };
  readonly examineMs: number;
};

const watcher = `
const { workerData: peak } = require('node:worker_threads');
setInterval(() => { peak[0] = Math.max(peak[0], process.memoryUsage.rss() / 1024); }, 2);
`;

const maxRss = (): number => process.resourceUsage().maxRSS * 1024;
const collect = (): void => globalThis.gc?.();

const file = process.argv[2] ?? '';
const peak = new Int32Array(new SharedArrayBuffer(4));
const watching = new Worker(watcher, { eval: true, workerData: peak });
await new Promise((resolve) => watching.once('online', resolve));
const body = readFileSync(file);
const before = process.memoryUsage.rss();
const parsed = parseDocument(body, { url: 'https://corpus.invalid/large.json' });
if (!parsed.ok) throw new Error(parsed.problem.message);
collect();
const rssParsed = process.memoryUsage.rss();
const heapParsed = process.memoryUsage().heapUsed;
const mostParsed = maxRss();
peak[0] = 0;
const started = performance.now();
const report = examineCompliance(parsed);
const examineMs = performance.now() - started;
const rssPeak = Math.max((peak[0] ?? 0) * 1024, process.memoryUsage.rss());
const mostEnd = maxRss();
collect();
if (report === undefined) throw new Error('there was nothing to judge');
const memory: Memory = {
  bytes: body.byteLength,
  rss: { before, parsed: rssParsed, peak: rssPeak },
  heap: { parsed: heapParsed, reported: process.memoryUsage().heapUsed },
  most: { parsed: mostParsed, end: mostEnd },
  examineMs,
};
process.stdout.write(JSON.stringify(memory));
await watching.terminate();
