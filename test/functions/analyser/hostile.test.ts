/** The hostile documents beside the project (shared/hostile, made when needed): each has its named outcome and is judged. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseDescription } from '../../../shared/domain/description/analyse-description.ts';
import type { Metadata, Verdict } from '../../../shared/domain/description/analysis.ts';
import { isSizeCode } from '../../../shared/domain/description/problem-codes.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import type { FetchOutcome } from '../../../shared/domain/fetching/fetch-outcome.ts';

const hostile = fileURLToPath(new URL('../../../../shared/hostile/', import.meta.url));
const isThere = existsSync(join(hostile, 'make_files.mjs'));

type Outcome = {
  readonly file: string;
  readonly verdict: Verdict;
  readonly codes: readonly string[];
  readonly specification?: string;
  readonly contentDigest?: string;
  readonly metadata?: Metadata;
  /** There is a report of the rules. */
  readonly isJudged: boolean;
  /** Size of the report. */
  readonly bytes: number;
  /** Processor time. */
  readonly ms: number;
};

const none: readonly string[] = [];

/** No report comes of a document that could not be read, nor of one that is a list. */
const unreadable = /^(?:yaml-|json-(?!duplicate-key)|forbidden-key|number-not-finite)/;
const isUnreadable = (code: string): boolean => isSizeCode(code) || unreadable.test(code);
const lists = ['empty-array.json', 'anchors-100000.yaml'];

/** Every document: our verdict and our codes. The rows of hostile.tsv say in other words what is asked of each. */
const expected: { readonly [file: string]: readonly [Verdict, readonly string[]] } = {
  // E_DOC_ALIASES, E_DOC_DEPTH, E_DOC_NODES, E_DOC_STRING: over a limit
  'alias-bomb-9.yaml': ['too-large', ['too-many-nodes']],
  'alias-map-bomb-8.yaml': ['too-large', ['too-many-nodes']],
  'alias-cycle.yaml': ['too-large', ['too-deep']],
  'merge-bomb-8.yaml': ['too-large', ['too-many-nodes']],
  'merge-quadratic-2000.yaml': ['too-large', ['too-many-aliases']],
  'flow-deep-100000.yaml': ['too-large', ['too-deep']],
  'block-deep-2000.yaml': ['too-large', ['too-deep']],
  'seq-deep-100000.yaml': ['too-large', ['too-deep']],
  'key-deep-5000.yaml': ['too-large', ['too-deep']],
  'deep-100000.json': ['too-large', ['too-deep']],
  'deep-5000000.json': ['too-large', ['too-deep']],
  'string-10mb.json': ['too-large', ['string-too-long']],
  'keys-300000.json': ['too-large', ['too-many-nodes']],
  // within the limits, but no description
  'anchors-100000.yaml': ['not-a-description', ['not-a-description']],
  'keys-100000.yaml': ['not-a-description', ['not-a-description']],
  'empty-array.json': ['not-a-description', ['not-a-description']],
  'empty-key.json': ['not-a-description', ['not-a-description']],
  'dup-keys.json': ['not-a-description', ['not-a-description', 'json-duplicate-key']],
  'number-1e400.json': ['not-a-description', ['not-a-description', 'number-inexact']],
  'number-long.json': ['not-a-description', ['not-a-description', 'number-inexact']],
  // E_YAML_TAG, E_YAML_MULTI, E_DOC_DUPKEY, E_DOC_KEY, E_DOC_NUMBER, E_PARSE
  'omap-80000.yaml': ['not-a-description', ['yaml-tag']],
  'tag-js-function.yaml': ['not-a-description', ['yaml-tag']],
  'tag-python.yaml': ['not-a-description', ['yaml-tag']],
  'tag-binary.yaml': ['invalid', ['yaml-tag']],
  'multi-doc.yaml': ['invalid', ['yaml-many-documents']],
  'dup-keys.yaml': ['not-a-description', ['yaml-duplicate-key']],
  'dup-paths.yaml': ['invalid', ['yaml-duplicate-key']],
  'proto.yaml': ['not-a-description', ['forbidden-key']],
  'proto-merge.yaml': ['not-a-description', ['forbidden-key']],
  'proto.json': ['invalid', ['forbidden-key']],
  'nul-in-key.json': ['not-a-description', ['forbidden-key']],
  'complex-keys.yaml': ['not-a-description', ['yaml-complex-key']],
  'nan-inf.yaml': ['invalid', ['number-not-finite']],
  'tab-indent.yaml': ['not-a-description', ['yaml-syntax']],
  'unclosed-quote-5mb.yaml': ['not-a-description', ['yaml-syntax']],
  'trailing-comma.json': ['not-a-description', ['json-syntax']],
  'ndjson.json': ['not-a-description', ['json-syntax']],
  'jsonc-comments.json': ['not-a-description', ['json-expected']],
  // text stays text, digits stay digits
  'timestamp.yaml': ['valid', none],
  'octal-base60.yaml': ['valid', none],
  'yaml11-directive.yaml': ['valid', none],
  'crlf-mixed.yaml': ['valid', none],
  'norway.yaml': ['invalid', ['wrong-type']],
  'bigint.yaml': ['valid', ['number-inexact']],
  'lone-surrogate.json': ['valid', ['lone-surrogate']],
  'bom.json': ['valid', none],
  'dot-and-slash-keys.json': ['valid', none],
  // references
  'oas-ref-bomb-8.json': ['valid', none],
  'oas-ref-allof-bomb-8.json': ['valid', none],
  'oas-ref-chain-20000.json': ['valid', none],
  'oas-ref-chain-rev-490.json': ['valid', none],
  'oas-circular-tree.json': ['valid', none],
  'oas-circular-600.json': ['valid', none],
  'oas-linked-2000.json': ['valid', none],
  'oas-pointer-tilde.json': ['valid', none],
  'oas-example-ref.json': ['valid', none],
  'oas-ref-self.json': ['unresolvable-ref', ['ref-cycle']],
  'oas-ref-mutual.json': ['unresolvable-ref', ['ref-cycle']],
  'oas-pointer-100000.json': ['unresolvable-ref', ['ref-too-long']],
  'oas-ref-proto.json': ['unresolvable-ref', ['ref-missing-target']],
  'oas-id-base.json': ['unresolvable-ref', ['ref-not-fetched']],
  'oas-ref-to-number.json': ['invalid', ['ref-wrong-target']],
  'oas-ref-nonstring.json': ['invalid', ['wrong-type']],
  // structure
  'oas-version-number.yaml': ['invalid', ['version-not-a-string']],
  'oas-version-4.json': ['invalid', ['version-unsupported']],
  'oas-both-versions.json': ['invalid', ['version-ambiguous']],
  'oas-32.json': ['valid', none],
  'oas-null-everything.json': ['invalid', ['wrong-type']],
  'oas-array-everything.json': ['invalid', ['wrong-type']],
  'oas-bool-schema-30.json': ['invalid', ['wrong-type']],
  'oas-paths-30000.json': ['valid', none],
  'oas-params-8000-v2.json': ['valid', none],
  'oas-huge-description.json': ['valid', none],
  // findings that change no verdict, and what is never fetched nor run
  'oas-pattern-redos.json': ['valid', none],
  'oas-pattern-invalid.json': ['valid', ['invalid-pattern']],
  'oas-path-collision.json': ['valid', ['path-collision']],
  'oas-unicode-confusable.json': ['valid', ['duplicate-operation-id']],
  'oas-servers-internal.json': ['valid', none],
  'oas-servers-template.json': ['valid', none],
  'oas-server-enum-million.json': ['valid', none],
  'oas-callback-expr.json': ['valid', none],
  'oas-discriminator-url.json': ['valid', none],
  'oas-externalvalue.json': ['valid', none],
};

describe.skipIf(!isThere)('hostile documents (shared/hostile beside the project)', () => {
  const folder = isThere ? mkdtempSync(join(tmpdir(), 'vedetta-hostile-')) : '';
  const outcomes = new Map<string, Outcome>();
  let end: {
    readonly asked: readonly string[];
    readonly faults: readonly string[];
    readonly polluted: unknown;
    readonly megabytes: number;
  };

  beforeAll(() => {
    spawnSync(process.execPath, [join(hostile, 'make_files.mjs'), folder]);
    const run = spawnSync(process.execPath, [fileURLToPath(new URL('hostile-run.ts', import.meta.url)), folder], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    expect(run.status, run.stderr).toBe(0);
    const lines = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    end = lines.pop();
    for (const outcome of lines) outcomes.set(outcome.file, outcome);
    const slowest = [...outcomes.values()].toSorted((a, b) => b.ms - a.ms).slice(0, 3);
    console.log(
      `${outcomes.size} hostile documents, the slowest ${slowest.map(({ file, ms }) => `${file} (${ms.toFixed(0)} ms)`).join(', ')}, ` +
        `at most ${end.megabytes.toFixed(0)} MB more than a small one`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are all there, and each is expected', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(expected).sort());
    expect(outcomes.size).toBe(83);
  });

  it.each(Object.entries(expected))('%s', (file, [verdict, codes]) => {
    expect([outcomes.get(file)?.verdict, outcomes.get(file)?.codes]).toEqual([verdict, codes]);
    expect(verdict === 'too-large').toBe(codes.some(isSizeCode));
  });

  it('are judged by the rules wherever they could be read, and no rule fails', () => {
    const read = [...outcomes.values()].filter(({ codes }) => !codes.some(isUnreadable));
    const objects = read.filter(({ file }) => !lists.includes(file));
    expect(objects.filter(({ isJudged }) => !isJudged).map(({ file }) => file)).toEqual([]);
    expect([...outcomes.values()].filter(({ isJudged }) => isJudged)).toHaveLength(objects.length);
    expect(objects.length).toBeGreaterThan(40);
    expect(end.faults).toEqual([]);
    expect(Math.max(...objects.map(({ bytes }) => bytes))).toBeLessThan(10_000_000);
  });

  it('of every row of the table about documents have an expectation', () => {
    const rows = readFileSync(join(hostile, 'hostile.tsv'), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'));
    const files = rows.flatMap(([category = '', input = '']) =>
      /^(?:yaml|json|openapi)$/.test(category) && input.startsWith('file:') ? [input.slice(5)] : [],
    );
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => expected[file] === undefined)).toEqual([]);
  });

  it('cause no fetch, and pollute no prototype', () => {
    expect(end).toMatchObject({ asked: [], polluted: null });
  });

  it('need no more than 256 MB', () => {
    expect(end.megabytes).toBeLessThan(256);
  });

  it('are kept as seen where they are read: version, digest, bounded text', () => {
    expect(outcomes.get('oas-version-4.json')).toMatchObject({
      specification: '4.0.0',
      contentDigest: expect.any(String),
    });
    expect(outcomes.get('oas-huge-description.json')?.metadata?.title.length).toBeLessThanOrEqual(300);
    expect(outcomes.get('oas-servers-template.json')?.metadata?.servers).toEqual([
      { url: 'https://127.0.0.1/v1', sandbox: false },
    ]);
    expect(outcomes.get('oas-server-enum-million.json')?.metadata?.servers).toHaveLength(1);
    const servers = outcomes.get('oas-servers-internal.json')?.metadata?.servers ?? [];
    expect(servers.every(({ url }) => /^https?:/.test(url))).toBe(true);
  });
});

type Web = (url: string) => FetchOutcome;

const home = 'https://ente.example/v1/openapi.yaml';

const answer = (url: string, content: unknown): FetchOutcome => ({
  outcome: 'fetched',
  url,
  finalUrl: url,
  redirects: [],
  status: 200,
  headers: {},
  timings: { totalMs: 0 },
  warnings: [],
  body: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** As the guarded client answers what it does not fetch. */
const refused: Web = (url) => ({
  outcome: 'failed',
  url,
  code: 'refused-address',
  detail: 'not public',
  timings: { totalMs: 0 },
});
const aString: Web = (url) => answer(url, { type: 'string' });
const numberOf = (url: string): number => Number(/d(\d+)\.yaml$/.exec(url)?.[1] ?? 0);

async function analyseReferences(references: readonly string[], web: Web, url = home) {
  const schemas = Object.fromEntries(references.map(($ref, index) => [`R${index}`, { $ref }]));
  const document = { openapi: '3.0.3', info: { title: 'x', version: '1' }, paths: {}, components: { schemas } };
  let asked = 0;
  const fetchReference = async (address: string): Promise<FetchOutcome> => {
    asked += 1;
    return web(address);
  };
  const body = Buffer.from(JSON.stringify(document));
  const {
    verdict,
    problems,
    references: facts,
  } = await analyseDescription({ body, url, secondOpinion: false, fetchReference }, sha256);
  return { verdict, code: problems[0]?.code, outcome: facts[0]?.outcome, asked };
}

const unresolved = (code: string, outcome: string | undefined, asked: number) => ({
  verdict: 'unresolvable-ref',
  code,
  outcome,
  asked,
});
const resolved = (asked: number) => ({ verdict: 'valid', code: undefined, outcome: 'resolved', asked });

/** Rows of the table about references: what is referred to, what the web answers, what must come of it. */
const rows: { readonly [input: string]: readonly [readonly string[], Web, object] } = {
  'file:///etc/passwd': [['file:///etc/passwd'], aString, unresolved('ref-not-fetched', 'url-scheme', 0)],
  'FILE:///etc/passwd': [['FILE:///etc/passwd'], aString, unresolved('ref-not-fetched', 'url-scheme', 0)],
  '/etc/passwd': [['/etc/passwd'], (url) => aString(url === 'https://ente.example/etc/passwd' ? url : ''), resolved(1)],
  'file://\\u0000/etc': [['file://\u0000/etc'], aString, unresolved('ref-malformed', undefined, 0)],
  'http://169.254.169.254/latest/meta-data/iam/security-credentials/': [
    ['http://169.254.169.254/latest/meta-data/iam/security-credentials/'],
    refused,
    unresolved('ref-unreachable', 'refused-address', 1),
  ],
  'http://[64:ff9b::a9fe:a9fe]/': [
    ['http://[64:ff9b::a9fe:a9fe]/'],
    refused,
    unresolved('ref-unreachable', 'refused-address', 1),
  ],
  'http://rebind.attacker.tld/x': [
    ['http://rebind.attacker.tld/x'],
    refused,
    unresolved('ref-unreachable', 'refused-address', 1),
  ],
  'https://same-origin/common.yaml': [['common.yaml'], aString, resolved(1)],
  'https://other-origin/common.yaml': [['https://other-origin/common.yaml'], aString, resolved(1)],
  '2000 different external refs': [
    Array.from({ length: 2000 }, (_, index) => `d${index}.yaml`),
    aString,
    { verdict: 'unresolvable-ref', code: 'ref-budget', outcome: 'resolved', asked: 50 },
  ],
  'each ref file refers to the next, for ever': [
    ['d0.yaml'],
    (url) => answer(url, { $ref: `d${numberOf(url) + 1}.yaml` }),
    { verdict: 'unresolvable-ref', code: 'ref-budget', outcome: 'resolved', asked: 10 },
  ],
  '10-way tree of refs': [
    ['d1.yaml'],
    (url) =>
      answer(url, {
        allOf: Array.from({ length: 10 }, (_, index) => ({ $ref: `d${numberOf(url) * 10 + index}.yaml` })),
      }),
    { verdict: 'unresolvable-ref', code: 'ref-budget', outcome: 'resolved', asked: 50 },
  ],
  'external ref to HTML': [
    ['page'],
    (url) => answer(url, '<!doctype html><p>no'),
    unresolved('ref-not-a-document', 'not-a-document', 1),
  ],
  'external ref cycle a.yaml<->b.yaml': [
    ['a.yaml'],
    (url) => answer(url, { properties: { x: { $ref: url.endsWith('a.yaml') ? 'b.yaml' : 'a.yaml' } } }),
    resolved(2),
  ],
  'ref with 1 MiB string': [['x'.repeat(2 ** 20)], aString, unresolved('ref-too-long', undefined, 0)],
  'javascript:alert(1)': [['javascript:alert(1)'], aString, unresolved('ref-not-fetched', 'url-scheme', 0)],
  'urn:example:x': [['urn:example:x'], aString, unresolved('ref-not-fetched', 'url-scheme', 0)],
};

describe('hostile references', () => {
  it.each(Object.entries(rows))('%s', async (_input, [references, web, outcome]) => {
    expect(await analyseReferences(references, web)).toEqual(outcome);
  });

  it('of a document without an address lead nowhere', async () => {
    expect(await analyseReferences(['/etc/passwd'], aString, '')).toEqual(unresolved('ref-not-fetched', undefined, 0));
  });

  it.skipIf(!isThere)('of every row of the table have an expectation', () => {
    const table = readFileSync(join(hostile, 'hostile.tsv'), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'));
    const inputs = table.flatMap(([category, input = '']) => (category === 'ref' ? [input] : []));
    expect(inputs.toSorted()).toEqual(Object.keys(rows).toSorted());
  });
});
