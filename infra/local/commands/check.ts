/** `vedetta check`: the crawler's own verdict on files and URLs, with line and column of each problem. Works offline. */
import { open } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { analyser, http } from '../../../functions/app.ts';
import type { Analysis, Problem } from '../../../shared/domain/description/analysis.ts';
import { problemCodes } from '../../../shared/domain/description/problem-codes.ts';
import { describeFetchCode } from '../../../shared/domain/fetching/fetch-codes.ts';
import type { FetchOutcome } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { cleanText } from '../../../shared/views/xml.ts';
import { Misuse } from '../misuse.ts';

const mostBytes = 20 * 1024 * 1024;
const unreadable: ReadonlySet<Analysis['verdict']> = new Set(['not-a-description', 'too-large', 'unanalysable']);
const isUrl = (place: string): boolean => /^https?:\/\//i.test(place);

type Document = { readonly body: Uint8Array; readonly url: string; readonly contentType?: string };
type Checked = { readonly file: string; readonly analysis: Analysis };

/** Why a file can't be read, in words. */
const fileFaults: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory; name the files in it',
  EACCES: 'it may not be read',
};

async function readDocument(file: string): Promise<Document> {
  try {
    await using handle = await open(file);
    const facts = await handle.stat();
    if (facts.isDirectory()) throw new Misuse(`${file}: ${fileFaults.EISDIR}`);
    if (!facts.isFile()) throw new Misuse(`${file}: it is not a regular file`);
    if (facts.size > mostBytes) {
      throw new Misuse(
        `${file}: too large (${(facts.size / 1048576).toFixed(1)} MiB; at most ${mostBytes / 1048576} MiB are read)`,
      );
    }
    const body = await handle.readFile();
    if (body.byteLength === 0) throw new Misuse(`${file}: it is empty`);
    return { body, url: pathToFileURL(resolve(file)).href };
  } catch (fault) {
    if (fault instanceof Misuse) throw fault;
    const { code = '', message } = fault as NodeJS.ErrnoException;
    throw new Misuse(`${file}: ${fileFaults[code] ?? message}`);
  }
}

async function download(url: string): Promise<Document> {
  const outcome = await (await http()).request({ url, purpose: 'description' });
  if (outcome.outcome === 'failed')
    throw new Misuse(`${url}: ${describeFetchCode(outcome.code).words.en} (${outcome.code}): ${outcome.detail}`);
  if (outcome.outcome === 'unchanged') throw new Misuse(`${url}: answered 304 to an unconditional request`);
  const contentType = outcome.headers['content-type'];
  return { body: outcome.body, url: outcome.finalUrl, ...(contentType === undefined ? {} : { contentType }) };
}

/** References of a local file may lead to files beside or below it, and to the web; nowhere else on this machine. */
async function fetchReference(url: string, root: string): Promise<FetchOutcome> {
  if (!url.startsWith('file:')) return (await http()).request({ url, purpose: 'reference' });
  const failed = (code: 'http-404' | 'refused-address', detail: string): FetchOutcome => ({
    outcome: 'failed',
    url,
    code,
    detail,
    timings: { totalMs: 0 },
  });
  const path = fileURLToPath(url);
  if (!path.startsWith(root + sep)) return failed('refused-address', `${path} is outside ${root}`);
  try {
    const { body } = await readDocument(path);
    return {
      outcome: 'fetched',
      url,
      finalUrl: url,
      redirects: [],
      status: 200,
      headers: {},
      body,
      warnings: [],
      timings: { totalMs: 0 },
    };
  } catch (fault) {
    return failed('http-404', (fault as Error).message);
  }
}

async function checkOne(place: string): Promise<Checked> {
  const { body, url, contentType } = isUrl(place) ? await download(place) : await readDocument(place);
  const root = isUrl(place) ? '' : dirname(resolve(place));
  const analysis = await (await analyser()).analyse({
    body,
    url,
    ...(contentType === undefined ? {} : { contentType }),
    fetchReference: (reference) => fetchReference(reference, root),
    secondOpinion: false,
  });
  if (unreadable.has(analysis.verdict)) {
    const [problem] = analysis.problems;
    throw new Misuse(
      `${place}: ${problem === undefined ? analysis.verdict : `${placeOf(problem)}${cleanText(problem.message)}`}`,
    );
  }
  return { file: place, analysis };
}

const placeOf = ({ line, column }: Problem): string => (line === undefined ? '' : `line ${line}, column ${column}: `);

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function textOf({ file, analysis }: Checked): string {
  const { verdict, problems, problemCount, specification, metadata } = analysis;
  const about =
    metadata === undefined
      ? ''
      : ` (${[specification, counted(metadata.operations, 'operation'), counted(metadata.schemas, 'schema')].filter((part) => part !== undefined).join(', ')})`;
  const words = { valid: 'valid', invalid: 'invalid', 'unresolvable-ref': 'a reference leads nowhere' } as {
    readonly [name: string]: string;
  };
  const lines = problems.flatMap(({ code, severity, message, pointer, line, column, document }) => {
    const where = `${document ?? file}${line === undefined ? '' : `:${line}:${column}`}`;
    const fix = problemCodes[code as keyof typeof problemCodes]?.fix.en;
    return [
      `${where}  ${severity}  ${message}  [${code}]`,
      `    at ${pointer === '' ? 'the whole document' : pointer}`,
      ...(fix === undefined ? [] : [`    fix: ${fix}`]),
    ];
  });
  const left = problemCount - problems.length;
  return cleanText(
    [`${file}: ${words[verdict] ?? verdict}${about}`, ...lines, ...(left > 0 ? [`… and ${left} more`] : [])].join('\n'),
  );
}

const jsonOf = ({ file, analysis }: Checked): object => ({
  file,
  verdict: analysis.verdict,
  openapi: analysis.specification ?? null,
  problem_count: analysis.problemCount,
  problems: analysis.problems.map(({ code, severity, message, pointer, line, column, document }) => ({
    code,
    severity,
    message,
    pointer,
    line: line ?? null,
    column: column ?? null,
    document: document ?? null,
    fix: problemCodes[code as keyof typeof problemCodes]?.fix.en ?? null,
  })),
});

export async function check(options: { readonly [name: string]: string }, places: readonly string[]): Promise<number> {
  const checked: Checked[] = [];
  const misuses: string[] = [];
  for (const place of places) {
    try {
      checked.push(await checkOne(place));
    } catch (fault) {
      if (!(fault instanceof Misuse)) throw fault;
      misuses.push(fault.message);
    }
  }
  await (await analyser()).close();
  if (options.format === 'json')
    process.stdout.write(`${JSON.stringify({ documents: checked.map(jsonOf) }, null, 2)}\n`);
  else if (checked.length > 0) process.stdout.write(`${checked.map(textOf).join('\n\n')}\n`);
  if (misuses.length > 0) throw new Misuse(misuses.join('\n'));
  const counts = options['fail-on'] === 'warning' ? () => true : ({ severity }: Problem) => severity === 'error';
  return checked.some(({ analysis }) => analysis.verdict !== 'valid' || analysis.problems.some(counts)) ? 1 : 0;
}
