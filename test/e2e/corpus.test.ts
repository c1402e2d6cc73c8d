import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassSummary } from '../../infra/local/run-pass.ts';
import { type CorpusServer, corpusSettings, hasCorpus, startCorpus } from '../fixtures/corpus-server.ts';
import { root, runVedetta, startVedetta } from '../fixtures/run-vedetta.ts';

type Row = { readonly pk: string; readonly sk: string } & { readonly [name: string]: unknown };

/** All rows of a data folder, by the kind their sort key begins with. */
function rowsOf(data: string, kind: string): readonly Row[] {
  const database = new DatabaseSync(join(data, 'vedetta.sqlite'), { readOnly: true });
  const rows = database
    .prepare('SELECT body FROM rows WHERE sk = ? OR sk LIKE ? ORDER BY pk, sk')
    .all(kind, `${kind}#%`);
  database.close();
  return rows.map(({ body }) => JSON.parse(String(body)) as Row);
}

const tellsRevision = /^api\.(?:published|changed|invalid|valid)$/;

describe.skipIf(!hasCorpus)(
  '191 real descriptions of eight administrations (skipped where the corpus is not beside the project)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vedetta-corpus-'));
    const data = join(folder, 'data');
    /** As the first crawl left it, which nothing disturbed. */
    const undisturbed = join(folder, 'undisturbed');
    let seconds = 0;
    let corpus: CorpusServer;

    const crawl = async (into = data, more = {}): Promise<PassSummary> => {
      const { code, stdout, stderr } = await runVedetta(
        ['crawl', '--sources', corpus.sources, '--data', into, '--format', 'json'],
        { ...corpusSettings, ...more },
      );
      if (code !== 0) throw new Error(stderr);
      return JSON.parse(stdout) as PassSummary;
    };
    const apiStates = (publisher: string): readonly unknown[] => [
      ...new Set(
        rowsOf(data, 'API')
          .filter(({ publisherId }) => publisherId === publisher)
          .map(({ state, code }) => `${state} ${code ?? ''}`.trim()),
      ),
    ];

    beforeAll(async () => {
      corpus = await startCorpus(9731);
    });
    afterAll(() => {
      corpus?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('crawls them all: none is refused, each has a verdict with evidence', async () => {
      const summary = await crawl();
      cpSync(data, undisturbed, { recursive: true });
      seconds = summary.seconds;
      expect(summary).toMatchObject({ publishers: 8, apis: 191, failed: 0, revisions_added: 191, faults: 0 });
      expect(summary.valid + summary.invalid + summary.unresolvable).toBe(191);
      const revisions = rowsOf(data, 'REVISION');
      expect(revisions).toHaveLength(191);
      for (const { verdict, problems } of revisions) {
        if (verdict !== 'valid')
          expect((problems as { message: string; line?: number }[])[0]).toMatchObject({
            message: expect.any(String),
            line: expect.any(Number),
          });
      }
    });

    it('keeps every document byte for byte', () => {
      const index = JSON.parse(readFileSync(`${root}../shared/corpus/index.json`, 'utf8')) as { file: string }[];
      const kept = new Map(
        rowsOf(data, 'API').map(({ digest }) => [
          digest,
          join(data, 'blobs/documents', String(digest).slice(0, 2), String(digest)),
        ]),
      );
      for (const { file } of index) {
        const bytes = readFileSync(`${root}../shared/corpus/${file}`);
        const blob = kept.get(createHash('sha256').update(bytes).digest('hex'));
        expect(blob && readFileSync(blob).equals(bytes), file).toBe(true);
      }
    });

    it('fetches no unchanged body the second time, and adds no revision and no event', async () => {
      const before = await corpus.stats();
      expect(await crawl()).toMatchObject({ revisions_added: 0, events_added: 0, apis: 191 });
      const after = await corpus.stats();
      const sum = (stats: typeof before, status: string): number =>
        Object.values(stats).reduce((total, counts) => total + (counts[status] ?? 0), 0);
      expect(sum(after, '304') - sum(before, '304')).toBe(191);
    });

    it('makes one revision of each description that changed, there and back, and one event where more than wording did', async () => {
      const versions = new Map(rowsOf(data, 'API').map(({ id, digest }) => [id, digest]));
      const eventsSoFar = (): number => rowsOf(data, 'EVENT').length;
      let eventsBefore = eventsSoFar();
      for (const revision of [0, 99]) {
        await corpus.control(`/revision/${revision}`);
        const summary = await crawl();
        const changed = rowsOf(data, 'API').filter(({ id, digest }) => versions.get(id) !== digest);
        expect(changed.length).toBeGreaterThan(50);
        expect(summary).toMatchObject({
          revisions_added: changed.length,
          events_added: eventsSoFar() - eventsBefore,
          faults: 0,
        });
        eventsBefore = eventsSoFar();
        for (const { id, digest } of rowsOf(data, 'API')) versions.set(id, digest);
      }
      const ofRevisions = rowsOf(data, 'EVENT').filter(({ kind }) => tellsRevision.test(String(kind)));
      const told = new Map(ofRevisions.map((event) => [`${event.apiId} ${event.to}`, event]));
      expect(told.size).toBe(ofRevisions.length);
      const revisions = rowsOf(data, 'REVISION');
      const silent = revisions.filter(({ apiId, number }) => !told.has(`${apiId} ${number}`));
      for (const { comparison } of silent)
        expect(comparison).toMatchObject({ counts: { breaking: 0, warning: 0, info: 0 } });
      expect(told.size).toBe(revisions.length - silent.length);
      expect(silent.length).toBeLessThan(revisions.length / 4);
      for (const { facts, level } of ofRevisions.filter(({ kind }) => kind === 'api.changed'))
        if ((facts as { comparison?: string }).comparison === undefined)
          expect(['breaking', 'warning', 'info']).toContain(level);
    });

    describe('faults of an administration', () => {
      const publisher = 'teamdigitale';
      /** What is known of each API, but since when its state is what it is. */
      const known = (): readonly string[] =>
        rowsOf(data, 'API').map((row) => sortedJson({ ...row, stateSince: undefined }));

      it.each([
        ['down', 'unreachable', /^connect-(reset|refused)$/, 'down'],
        // With Retry-After, but not after an hour of good answers.
        ['503', 'unreachable', /^http-503$/, 'down'],
        ['html', 'blocked', /^blocked$/, 'blocked'],
        ['reset', 'unreachable', /^connect-(reset|refused)$/, 'down'],
        ['404', 'unreachable', /^http-404$/, 'down'],
        ['slow', 'unreachable', /^timeout-/, 'down'],
      ])('%s: %s with its own code; nothing known is lost; all recovers', async (fault, state, code, verdict) => {
        const before = known();
        await corpus.control(`/fault/${publisher}/${fault}`);
        // Enough for whoever answers; each of its tries waits that long for the one that doesn't.
        const summary = await crawl(data, { PROBE_TIMEOUT_MS: '3000' });
        const [shown, ...others] = apiStates(publisher);
        expect(others).toEqual([]);
        expect(String(shown).split(' ')[0]).toBe(state);
        expect(String(shown).split(' ')[1]).toMatch(code);
        expect(summary).toMatchObject({ apis: 191, revisions_added: 0 });
        const endpoints = rowsOf(data, 'ENDPOINT').filter(
          (each) => each.sk === 'ENDPOINT' && each.publisherId === publisher && each.everUp === true,
        );
        expect(endpoints.length).toBeGreaterThan(0);
        expect(new Set(endpoints.map((each) => each.verdict))).toEqual(new Set([verdict]));
        await corpus.control(`/fault/${publisher}/ok`);
        await crawl();
        expect(differences(known(), before)).toEqual([]);
        expect(rowsOf(data, 'INCIDENT').every(({ closedAt }) => closedAt !== undefined)).toBe(true);
      });

      it('told each outage of an incident once, its beginning and its end', () => {
        const incidents = rowsOf(data, 'INCIDENT');
        const told = rowsOf(data, 'EVENT').map(
          ({ kind, facts }) => `${kind} ${(facts as { incident?: string }).incident}`,
        );
        for (const { id, relapses } of incidents) {
          for (const kind of ['opened', 'closed'])
            expect(told.filter((each) => each === `incident.${kind} ${id}`)).toHaveLength(Number(relapses) + 1);
        }
        expect(new Set(told.filter((each) => each.startsWith('incident'))).size).toBeGreaterThan(0);
      });
    });

    it('reaches the same catalogue after ten kills at random moments as undisturbed', async () => {
      const killed = join(folder, 'killed');
      for (let kill = 0; kill < 10; kill += 1) {
        const running = startVedetta(['crawl', '--sources', corpus.sources, '--data', killed], corpusSettings);
        // The first ones in the midst of what is new, the last ones in what follows it.
        await Promise.race([setTimeout(300 + Math.random() * seconds * 300), running.ended]);
        running.child.kill('SIGKILL');
        await running.ended;
      }
      await crawl(killed);
      expect(differences(catalogueOf(killed), catalogueOf(undisturbed))).toEqual([]);
    });

    it('is exported as open data: administrations and APIs, a record each', async () => {
      const { code, stdout } = await runVedetta(['export', '--data', data]);
      const types = stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type);
      expect(code).toBe(0);
      expect(types).toEqual([...Array(8).fill('publisher'), ...Array(191).fill('api')]);
      const csv = await runVedetta(['export', '--format', 'csv', '--data', data]);
      expect(csv.code).toBe(0);
      expect(csv.stdout.match(/^[0-9a-f]{20},/gm)).toHaveLength(191);
    });
  },
);

/** What two crawls of the same publications must agree on: everything but times, row versions and how often they tried. */
function catalogueOf(data: string): readonly string[] {
  const timeless = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(timeless);
    // Which reference found an origin silent first, and which was then not asked, is the run's chance.
    if (typeof value === 'string')
      return value.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'TIME').replace(/ cannot be used: .*/s, ' cannot be used');
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(
      ([name]) => !['version', 'visits', 'ms', 'failures', 'excused'].includes(name) && !/Sk$/.test(name),
    );
    // How a reference to a host that is not there ends depends on what the runs before had asked of it.
    return Object.fromEntries(
      kept.map(([name, member]) => [name, name === 'outcome' ? member === 'resolved' : timeless(member)]),
    );
  };
  const kinds = ['PUBLISHER', 'SOURCE', 'API', 'REVISION', 'COMPLIANCE', 'EVENT', 'ENDPOINT'];
  const rows = kinds.flatMap((kind) =>
    rowsOf(data, kind).map((row) => sortedJson(timeless({ ...row, ...(kind === 'COMPLIANCE' ? ofChance : {}) }))),
  );
  return [...rows, ...readdirSync(join(data, 'blobs/documents'), { recursive: true }).map(String)].sort();
}

/** What hangs on whose fault an unresolved reference is, and what was known while it was somebody's. */
const ofChance = { problems: undefined, errors: undefined, publishable: undefined, known: undefined };

/** A few of the lines that only one side has, cut to what a person reads. */
function differences(one: readonly string[], other: readonly string[]): readonly string[] {
  const only = (side: string, these: readonly string[], those: ReadonlySet<string>): readonly string[] =>
    these.filter((line) => !those.has(line)).map((line) => `${side} ${line.slice(0, 1500)}`);
  return [...only('-', one, new Set(other)).slice(0, 3), ...only('+', other, new Set(one)).slice(0, 3)];
}

/** Members in order of their names: rows written by different steps say the same in another order. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
