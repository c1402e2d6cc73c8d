import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AnalyserOptions, createAnalyser } from '../../../shared/adapters/system/analyser.ts';
import { comparisonEngine } from '../../../shared/domain/changes/engine.ts';
import type { FetchOutcome } from '../../../shared/domain/fetching/fetch-outcome.ts';
import type { Analyser, AnalysisRequest, ComparisonRequest } from '../../../shared/ports.ts';

const url = 'https://ente.example/openapi.json';
const info = { title: 'x', version: '1' };
const good = { openapi: '3.0.3', info, paths: {} };

const failed = (address: string): FetchOutcome => ({
  outcome: 'failed',
  url: address,
  code: 'http-404',
  detail: 'not found',
  timings: { totalMs: 0 },
});

const fetched = (address: string, content: unknown): FetchOutcome => ({
  outcome: 'fetched',
  url: address,
  finalUrl: address,
  redirects: [],
  status: 200,
  headers: { 'content-type': 'application/json', 'x-other': 'dropped' },
  timings: { totalMs: 0 },
  warnings: [],
  body: Buffer.from(JSON.stringify(content)),
});

const request = (content: string | object, more: Partial<AnalysisRequest> = {}): AnalysisRequest => ({
  body: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  url,
  secondOpinion: false,
  fetchReference: async (address) => failed(address),
  ...more,
});

const withSchemas = (schemas: object) => ({ ...good, components: { schemas } });

/** A ladder of references: nothing to us, minutes to a parser that copies what it refers to. */
const ladder = (levels: number) => {
  const members = (level: number) =>
    Array.from({ length: 9 }, (_, index) => [`p${index}`, { $ref: `#/components/schemas/L${level - 1}` }]);
  const rungs = Array.from({ length: levels }, (_, index) => [
    `L${index + 1}`,
    { type: 'object', properties: Object.fromEntries(members(index + 1)) },
  ]);
  return withSchemas({ L0: { type: 'string' }, ...Object.fromEntries(rungs) });
};

/** More values than the worker's memory holds. */
const memoryHog = (): string => `openapi: 3.0.3\nx: [${'1,'.repeat(9_000_000)}1]\n`;

const busy = () => ({
  ...good,
  paths: Object.fromEntries(
    Array.from({ length: 30_000 }, (_, index) => [`/a${index}`, { get: { responses: { 200: { description: 'x' } } } }]),
  ),
});

let analyser: Analyser | undefined;
const open = (options: Partial<AnalyserOptions> = {}): Analyser => {
  analyser = createAnalyser({ deadlineMs: 30_000, secondOpinionMs: 0, ...options });
  return analyser;
};
afterEach(async () => analyser?.close());

describe('the analyser', () => {
  it('gives the verdict of a document, and goes on to the next', async () => {
    const { analyse } = open();
    expect(await analyse(request(good))).toMatchObject({ verdict: 'valid', metadata: { title: 'x' } });
    expect(await analyse(request({ ...good, info: {} }))).toMatchObject({ verdict: 'invalid', problemCount: 1 });
    expect(await analyse(request('<html>'))).toMatchObject({ verdict: 'not-a-description' });
  });

  it('takes a body that is part of a larger buffer, and leaves it as it is', async () => {
    const text = JSON.stringify(good);
    const pool = Buffer.from(`{"swagger":"2.0"}${text}!`);
    const body = pool.subarray(17, 17 + text.length);
    expect(await open().analyse(request('', { body }))).toMatchObject({ verdict: 'valid' });
    expect(body.toString()).toBe(text);
  });

  it('reads a type', async () => {
    const { analyse } = open();
    const yaml = 'openapi: 3.0.3\ninfo: {title: x, version: "1"}\npaths: {}\n';
    const at = 'https://ente.example/v1/description';
    expect(await analyse(request(yaml, { url: at }))).toMatchObject({ verdict: 'valid', format: 'yaml' });
    expect(await analyse(request(yaml, { url: at, contentType: 'application/json' }))).toMatchObject({
      verdict: 'invalid',
    });
  });

  it('ends a document that does not end, says so, and analyses the next', async () => {
    const { analyse } = open({ deadlineMs: 1 });
    expect(await analyse(request(busy()))).toMatchObject({
      verdict: 'unanalysable',
      problems: [{ code: 'analysis-timeout', severity: 'error' }],
    });
    await analyser?.close();
    expect(await open().analyse(request(good))).toMatchObject({ verdict: 'valid' });
  });

  it('outlives a document that exhausts its memory, which is no fault of ours', async () => {
    const onFault = vi.fn();
    const { analyse } = open({ onFault });
    const [hog, next] = await Promise.all([
      analyse(request(memoryHog(), { url: 'https://ente.example/openapi.yaml' })),
      analyse(request(good)),
    ]);
    expect(hog).toMatchObject({ verdict: 'unanalysable', problems: [{ code: 'analysis-failed' }] });
    expect(hog.problems[0]?.message).toMatch(/memory/i);
    expect(onFault).not.toHaveBeenCalled();
    expect(next).toMatchObject({ verdict: 'valid' });
  });

  it('keeps order with one thread and works at once with more', async () => {
    const documents = Array.from({ length: 6 }, (_, index) => ({ ...good, info: { ...info, title: `t${index}` } }));
    const titles = async (workers: number): Promise<(string | undefined)[]> => {
      const { analyse } = open({ workers });
      const found = await Promise.all(documents.map((document) => analyse(request(document))));
      await analyser?.close();
      return found.map(({ metadata }) => metadata?.title);
    };
    expect(await titles(1)).toEqual(documents.map((document) => document.info.title));
    expect(await titles(3)).toEqual(documents.map((document) => document.info.title));
  });

  it.each([
    ['is not there', new URL('./no-such-worker.ts', import.meta.url), 'no-such-worker.ts'],
    ['fails as it starts', new URL('data:text/javascript,throw new Error("broken build")'), 'broken build'],
    ['is no code', new URL('data:text/javascript,<html>'), 'Unexpected token'],
  ])('tells of a worker that %s', async (_, workerUrl, told) => {
    const faults: string[] = [];
    const { analyse } = open({
      workerUrl,
      onFault: (reason) => faults.push(reason),
    });
    expect(await analyse(request(good))).toMatchObject({
      verdict: 'unanalysable',
      problems: [{ code: 'analysis-failed' }],
    });
    expect(faults).toEqual([expect.stringContaining(told)]);
  });
});

describe('its references', () => {
  const referring = withSchemas({ A: { $ref: 'common.json#/A' } });

  it('are fetched by the caller and read in the thread', async () => {
    const asked: string[] = [];
    const fetchReference = async (address: string): Promise<FetchOutcome> => {
      asked.push(address);
      return fetched(address, { A: { type: 'string' } });
    };
    expect(await open().analyse(request(referring, { fetchReference }))).toMatchObject({
      verdict: 'valid',
      references: [{ url: 'https://ente.example/common.json', outcome: 'resolved' }],
    });
    expect(asked).toEqual(['https://ente.example/common.json']);
  });

  it('are told with the code of their failure', async () => {
    expect(await open().analyse(request(referring))).toMatchObject({
      verdict: 'unresolvable-ref',
      references: [{ url: 'https://ente.example/common.json', outcome: 'http-404' }],
    });
  });

  it('do not count against the deadline while they are waited for', async () => {
    const slow = async (address: string): Promise<FetchOutcome> => {
      await new Promise((resolve) => setTimeout(resolve, 3500));
      return fetched(address, { A: { type: 'string' } });
    };
    expect(await open({ deadlineMs: 3000 }).analyse(request(referring, { fetchReference: slow }))).toMatchObject({
      verdict: 'valid',
    });
  });

  it('have a time of their own, after which they are given up', async () => {
    const { analyse } = open({ referenceMs: 50 });
    const outcomes = [{ ...failed('first'), timings: { totalMs: 60 } }];
    const never = () => new Promise<FetchOutcome>((resolve) => outcomes.splice(0).forEach(resolve));
    const many = withSchemas(
      Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`A${index}`, { $ref: `d${index}.json` }])),
    );
    const analysis = await analyse(request(many, { fetchReference: never }));
    expect(analysis).toMatchObject({ verdict: 'unresolvable-ref', problemCount: 9 });
    expect(new Set(analysis.references.map(({ outcome }) => outcome))).toEqual(new Set(['http-404', 'budget']));
    expect(await analyse(request(good))).toMatchObject({ verdict: 'valid' });
  });

  it('may wait for the pauses of their hosts: only the requests themselves count', async () => {
    const polite = async (address: string): Promise<FetchOutcome> => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return fetched(address, { A: { type: 'string' } });
    };
    const many = withSchemas(
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`A${index}`, { $ref: `d${index}.json#/A` }])),
    );
    expect(await open({ referenceMs: 50 }).analyse(request(many, { fetchReference: polite }))).toMatchObject({
      verdict: 'valid',
    });
  });

  it('whose hosts are too slow to ask leave the document without a verdict on them', async () => {
    const { analyse } = open({ referenceWaitMs: 50 });
    const never = () => new Promise<FetchOutcome>(() => {});
    expect(await analyse(request(referring, { fetchReference: never }))).toMatchObject({
      verdict: 'unanalysable',
      problems: [{ code: 'analysis-timeout' }],
    });
    expect(await analyse(request(good))).toMatchObject({ verdict: 'valid' });
  });

  it('hold up no other document, also when more documents wait than there are threads', async () => {
    const { analyse } = open();
    const waiting: (() => void)[] = [];
    const held = (address: string): Promise<FetchOutcome> =>
      new Promise((resolve) => waiting.push(() => resolve(fetched(address, { A: { type: 'string' } }))));
    const three = [1, 2, 3].map(() => analyse(request(referring, { fetchReference: held })));
    expect(await analyse(request(good))).toMatchObject({ verdict: 'valid' });
    const more = [1, 2, 3].map(() => analyse(request(referring, { fetchReference: held })));
    const last = analyse(request(good));
    const releasing = setInterval(() => waiting.splice(0).forEach((release) => void release()), 5);
    for (const analysis of [...three, ...more, last]) expect(await analysis).toMatchObject({ verdict: 'valid' });
    clearInterval(releasing);
  });

  it('whose fetch fails by a fault of ours make the analysis fail with it, and only this one', async () => {
    const { analyse } = open();
    const broken = async (): Promise<FetchOutcome> => {
      throw new Error('the network adapter is broken');
    };
    await expect(analyse(request(referring, { fetchReference: broken }))).rejects.toThrow(
      'the network adapter is broken',
    );
    expect(await analyse(request(good))).toMatchObject({ verdict: 'valid' });
  });
});

describe('its second opinion', () => {
  it('is added when it is asked for and has a budget', async () => {
    expect(await open({ secondOpinionMs: 30_000 }).analyse(request(good, { secondOpinion: true }))).toMatchObject({
      secondOpinion: { outcome: 'agrees' },
    });
    await analyser?.close();
    expect(
      (await open({ secondOpinionMs: 0 }).analyse(request(good, { secondOpinion: true }))).secondOpinion,
    ).toBeUndefined();
  });

  it('over its budget costs itself, not the verdict, and not the next document', async () => {
    const { analyse } = open({ secondOpinionMs: 300 });
    const ours = await analyse(request(ladder(8), { secondOpinion: true }));
    expect(ours).toMatchObject({
      verdict: 'valid',
      secondOpinion: { outcome: 'over-budget' },
      contentDigest: expect.any(String),
    });
    expect(await analyse(request({ ...good, info: {} }))).toMatchObject({ verdict: 'invalid' });
  });
});

describe('the report', () => {
  it('comes beside the analysis where it was asked for, and only there', async () => {
    const { analyse } = open();
    const { report, ...analysis } = await analyse(request(good, { compliance: {} }));
    expect(report).toMatchObject({ version: 'openapi-3.0', format: 'json' });
    expect(await analyse(request(good))).toEqual(analysis);
    expect((await analyse(request('<html>', { compliance: {} }))).report).toBeUndefined();
  });

  it('lists as many findings of each rule as are wished, and counts them all', async () => {
    const servers = ['a', 'b', 'c'].map((name) => ({ url: `https://${name}.ente.example` }));
    const { report } = await open().analyse(request({ ...good, servers }, { compliance: { mostFindings: 2 } }));
    const found = report?.guideline.find(({ rule }) => rule === 'servers-description');
    expect(found).toMatchObject({ count: 3, findings: [{ line: 1 }, { line: 1 }] });
    expect(found?.findings).toHaveLength(2);
  });

  it('comes alone when only that is asked, with nothing fetched', async () => {
    const { examine } = open();
    const { body } = request({ ...good, paths: { '/a': { $ref: 'https://altro.example/x.json' } } });
    expect(await examine({ body, url })).toMatchObject({ version: 'openapi-3.0' });
    expect(await examine({ body: Buffer.from('{'), url })).toBeUndefined();
  });

  it('comes with a second opinion too', async () => {
    const wish = { compliance: {}, secondOpinion: true };
    expect(await open({ secondOpinionMs: 30_000 }).analyse(request(good, wish))).toMatchObject({
      report: { format: 'json' },
      secondOpinion: { outcome: 'agrees' },
    });
  });

  const workerUrl = new URL('./rules-without-end.ts', import.meta.url);

  it('costs nothing but itself when the rules do not end', async () => {
    const { analyse, examine } = open({ workerUrl, deadlineMs: 2_000 });
    const { report, ...analysis } = await analyse(request('hang', { compliance: {} }));
    expect(report).toBeUndefined();
    expect(analysis).toMatchObject({ verdict: 'valid' });
    expect(analysis.secondOpinion).toBeUndefined();
    expect(await examine({ body: Buffer.from('hang'), url })).toBeUndefined();
  });

  it('costs nothing but itself when a rule fails, and the fault is told', async () => {
    const faults: string[] = [];
    const { analyse } = open({ workerUrl, onFault: (reason, at) => faults.push(`${at}: ${reason}`) });
    expect(await analyse(request('fail', { compliance: {} }))).toEqual(expect.objectContaining({ verdict: 'valid' }));
    expect(faults).toEqual([`${url}: a rule failed`]);
  });
});

describe('a comparison', () => {
  const content = (text: string, at = url) => ({ body: Buffer.from(text), url: at });
  const pair = (base: string, revision: string): ComparisonRequest => ({
    base: content(base),
    revision: content(revision),
    today: '2026-11-25',
  });
  const text = JSON.stringify(good);
  const workerUrl = new URL('./rules-without-end.ts', import.meta.url);

  it('is made in the thread, of one text in JSON and one in YAML', async () => {
    const { compare, analyse } = open();
    const yaml = 'openapi: 3.0.3\ninfo: {title: x, version: "1"}\npaths: {}\n';
    const answer = await compare({ ...pair(text, ''), revision: content(yaml, 'https://ente.example/openapi.yaml') });
    expect(answer).toMatchObject({ engine: comparisonEngine, breaking: 0, changes: [] });
    expect(await analyse(request(good))).toMatchObject({ verdict: 'valid' });
  });

  it('leaves bodies that are part of a larger buffer as they are', async () => {
    const pool = Buffer.from(`!${text}${text}!`);
    const base = { url, body: pool.subarray(1, 1 + text.length) };
    const revision = { url, body: pool.subarray(1 + text.length, -1) };
    expect(await open().compare({ base, revision, today: '2026-11-25' })).toMatchObject({ changes: [] });
    expect(pool.toString()).toBe(`!${text}${text}!`);
  });

  it('is not made when either can not be read', async () => {
    const { compare } = open();
    expect(await compare(pair('{', text))).toBeUndefined();
    expect(await compare(pair(text, '<html>'))).toBeUndefined();
    expect(await compare(pair(text, text))).toBeDefined();
  });

  it('is not made when it does not end, and the next document is analysed', async () => {
    const { compare, analyse } = open({ workerUrl, deadlineMs: 2_000 });
    expect(await compare(pair('hang', 'hang'))).toBeUndefined();
    expect(await analyse(request('any'))).toMatchObject({ verdict: 'valid' });
  });

  it('that exhausts the memory is not made, and the next is', async () => {
    const { compare } = open();
    const hog = { base: content(memoryHog(), 'https://ente.example/openapi.yaml'), revision: content(text) };
    const [none, next] = await Promise.all([compare({ ...hog, today: '2026-11-25' }), compare(pair(text, text))]);
    expect(none).toBeUndefined();
    expect(next).toMatchObject({ changes: [] });
  });

  it('that fails by a fault of ours is not made, and the fault is told', async () => {
    const faults: string[] = [];
    const { compare } = open({ workerUrl, onFault: (reason, at) => faults.push(`${at}: ${reason}`) });
    expect(await compare(pair('fail', text))).toBeUndefined();
    expect(faults).toEqual([`${url}: a check failed`]);
  });
});
