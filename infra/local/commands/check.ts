/** `vedetta check`: the crawler's own verdict, and what the rules say, of files and URLs. Works offline. */

import { resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { styleText } from 'node:util';
import { addressPolicy, analyser, http } from '../../../functions/app.ts';
import { version } from '../../../functions/http/version.ts';
import { clipText } from '../../../shared/domain/catalogue/clip-text.ts';
import { type Assessment, assess } from '../../../shared/domain/compliance/assess.ts';
import { errorsOf, settledGate } from '../../../shared/domain/compliance/compliance.ts';
import { noOverrides, type Overrides } from '../../../shared/domain/compliance/overrides.ts';
import { readOverrides } from '../../../shared/domain/compliance/read-overrides.ts';
import type { Report } from '../../../shared/domain/compliance/report.ts';
import type { Analysis } from '../../../shared/domain/description/analysis.ts';
import { decodeText } from '../../../shared/domain/description/decode-text.ts';
import { isExcused } from '../../../shared/domain/description/excused.ts';
import { sniffBody } from '../../../shared/domain/description/sniff-body.ts';
import type { Fetched } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { findDescriptions } from '../../../shared/usecases/find-descriptions.ts';
import { checkJson, type Unreadable } from '../../../shared/views/check-json.ts';
import type { CheckProfile } from '../../../shared/views/check-profile.ts';
import { checkText, type Role, type SummaryRow, summaryTable } from '../../../shared/views/check-text.ts';
import type { Language } from '../../../shared/views/check-words.ts';
import {
  type CheckedDocument,
  countFindings,
  reaches,
  type Threshold,
} from '../../../shared/views/checked-document.ts';
import { type SarifPlace, sarifOf } from '../../../shared/views/sarif.ts';
import { expandFiles } from '../expand-files.ts';
import { Misuse } from '../misuse.ts';
import { type Input, isUrl, Refused, readFileInput, readInput, standardInput } from '../read-input.ts';
import { refuseOverrides } from '../refuse-overrides.ts';
import { showPlace } from '../show-place.ts';
import { whyUnreadable } from '../why-unreadable.ts';

const unreadable: ReadonlySet<Analysis['verdict']> = new Set(['not-a-description', 'too-large', 'unanalysable']);
/** Findings listed of each rule: where all are wanted, or each has to be looked at for a waiver. */
const listed = 10_000;
const shown = 5;

const listedFor = ({ format, most, overrides }: Settings): number =>
  format === 'text' && most <= shown && overrides.waivers.length === 0 ? shown : listed;

type Settings = {
  readonly profile: CheckProfile;
  readonly format: string;
  readonly language: Language;
  readonly most: number;
  readonly overrides: Overrides;
  /** Today in UTC, `2026-11-25`. */
  readonly today: string;
};

type Checked = { readonly document: CheckedDocument; readonly text: string };

/** As the crawl judges: what could not be read for now leaves the gate unknown. */
function judge(report: Report, analysis: Analysis, { overrides, today }: Settings): Assessment {
  const excused = isExcused(analysis);
  const invalid = analysis.verdict === 'invalid';
  const assessment = assess(report, { problems: errorsOf(analysis, excused), invalid }, overrides, today);
  return { ...assessment, publishable: settledGate(assessment.publishable, excused) };
}

async function checkOne(file: string, input: Input, settings: Settings): Promise<Checked> {
  const { fetchReference, answer: _, ...content } = input;
  const { report, ...analysis } = await (await analyser()).analyse({
    ...content,
    fetchReference,
    secondOpinion: false,
    compliance: { mostFindings: listedFor(settings) },
  });
  if (unreadable.has(analysis.verdict)) throw new Misuse(`${file}: ${whyUnreadable(content, analysis)}`);
  // It was read, so that it had to be judged: silence must not pass for a good result.
  if (report === undefined && analysis.metadata !== undefined)
    throw new Misuse(
      `${file}: the rules could not be applied to it, for lack of time (ANALYSIS_DEADLINE_MS gives more) or by a fault of ours`,
    );
  const decoded = decodeText(content.body);
  return {
    document: {
      file: file === standardInput ? 'stdin' : file,
      analysis,
      ...(report === undefined ? {} : { assessment: judge(report, analysis, settings) }),
      ...(report?.officialAborts === undefined ? {} : { officialAborts: report.officialAborts }),
    },
    text: decoded.ok ? decoded.text : '',
  };
}

/** One line to the person; names of files may hold anything. */
const tell = (message: string): void => void process.stderr.write(`vedetta: ${clipText(message, 2000)}\n`);

function tellExpired(file: string, { waivers }: Overrides, today: string): void {
  for (const { rule, until } of waivers)
    if (until !== undefined && until < today) tell(`${file}: the waiver of ${rule} ended on ${until}`);
}

async function loadOverrides(file: string | undefined, today: string): Promise<Overrides> {
  if (file === undefined) return noOverrides;
  const decoded = decodeText((await readFileInput(file)).body);
  if (!decoded.ok) throw refuseOverrides(file, [{ message: decoded.problem.message }]);
  const read = readOverrides(decoded.text);
  if (read.ok) {
    tellExpired(file, read.overrides, today);
    return read.overrides;
  }
  throw refuseOverrides(file, read.problems);
}

const colours = {
  error: 'red',
  warn: 'yellow',
  info: 'cyan',
  hint: 'blue',
  good: 'green',
  bad: 'red',
  strong: 'bold',
  faint: 'dim',
} as const satisfies { readonly [role in Role]: string };

/** On a terminal only, and not under NO_COLOR. */
const paint = (role: Role, text: string): string => styleText(colours[role], text, { stream: process.stdout });

/** Below the folder the command runs in: relative to it, with `/`. */
function locate(file: string): SarifPlace {
  if (isUrl(file)) return { uri: file };
  const path = file.startsWith('file:') ? fileURLToPath(file) : resolve(file);
  const { href } = pathToFileURL(path);
  const root = pathToFileURL(process.cwd() + sep).href;
  return href.startsWith(root) ? { uri: href.slice(root.length), uriBaseId: '%SRCROOT%' } : { uri: href };
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Of what one address leads to. */
const mostLed = 20;

/** From an address to its catalogue's entry, and from there to a description. */
const mostSteps = 2;

/** What is to be checked in place of an address that gives no description; undefined: it gives one, or leads nowhere. */
async function follow(
  address: string,
  answer: Fetched | undefined,
  steps: number,
): Promise<readonly string[] | undefined> {
  if (answer === undefined || steps >= mostSteps) return undefined;
  if (sniffBody(answer.body, answer.headers['content-type']) === 'description') return undefined;
  const way = { http: await http(), isAllowed: await addressPolicy() };
  const lead = await findDescriptions(way, address, answer, steps > 0);
  if (lead === undefined) return undefined;
  const { urls, catalogue } = lead;
  const found = urls.slice(0, mostLed);
  const many = urls.length > found.length ? `the first ${found.length} of ${urls.length}: ` : '';
  const by = catalogue === undefined ? 'linked there as rel="service-desc"' : `listed by ${catalogue}`;
  tell(`${address} is no API description; checking what is ${by}: ${many}${found.join(' ')}`);
  return found;
}

/** What is at a place, or what is to be checked in its place. */
async function readOrFollow(place: string, steps: number): Promise<Input | readonly string[]> {
  try {
    const input = await readInput(place);
    return (await follow(place, input.answer, steps)) ?? input;
  } catch (fault) {
    const led = fault instanceof Refused ? await follow(place, fault.answer, steps) : undefined;
    if (led === undefined) throw fault;
    return led;
  }
}

/** Addresses that lead to each other only: nothing else, that was checked or told of, is at the end of any. */
function fruitless(leads: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const rest = new Map(leads);
  for (let before = -1; before !== rest.size; ) {
    before = rest.size;
    for (const [address, led] of rest) if (led.some((each) => !rest.has(each))) rest.delete(address);
  }
  return [...rest.keys()];
}

/** Text is printed as it comes, so that the documents need not be kept. */
async function checkAll(files: readonly string[], settings: Settings, failures: Unreadable[]) {
  const documents: CheckedDocument[] = [];
  const rows: SummaryRow[] = [];
  // Grows by what addresses lead to, in so many steps.
  const places = [...files];
  const steps = new Map<string, number>();
  const leads = new Map<string, readonly string[]>();
  const progress = showPlace(process.stderr, places);
  for (const [index, file] of places.entries()) {
    progress.at(index);
    try {
      const taken = steps.get(file) ?? 0;
      const read = await readOrFollow(file, taken);
      if (!('body' in read)) {
        const found = read.filter((each) => !places.includes(each));
        for (const each of found) steps.set(each, taken + 1);
        leads.set(file, read);
        places.splice(index + 1, 0, ...found);
        continue;
      }
      const { document, text } = await checkOne(file, read, settings);
      const { assessment, analysis } = document;
      const counts = countFindings(document, settings.profile);
      rows.push({ file: document.file, verdict: analysis.verdict, counts, ...(assessment && { assessment }) });
      if (settings.format !== 'text') documents.push(document);
      else {
        progress.end();
        print(`${rows.length > 1 ? '\n\n' : ''}${checkText(document, text, { ...settings, paint })}`);
      }
    } catch (fault) {
      if (!(fault instanceof Misuse)) throw fault;
      failures.push({ file, message: fault.message });
    }
  }
  progress.end();
  for (const file of fruitless(leads))
    failures.push({ file, message: `${file}: this led to no description: what it leads to goes round in a circle` });
  return { documents, rows };
}

function printResult(documents: readonly CheckedDocument[], failures: readonly Unreadable[], settings: Settings): void {
  const { profile, language, format } = settings;
  const unreadable = failures.map(({ file, message }) => ({ file, message: message.replace(`${file}: `, '') }));
  if (format === 'json') print(JSON.stringify(checkJson(documents, unreadable, profile, language), null, 2));
  if (format === 'sarif') print(JSON.stringify(sarifOf({ version, profile, language, documents, unreadable, locate })));
}

export async function check(options: { readonly [name: string]: string }, places: readonly string[]): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  const settings: Settings = {
    profile: options.profile as CheckProfile,
    format: options.format ?? 'text',
    language: options.lang as Language,
    most: options.all === undefined ? shown : listed,
    overrides: await loadOverrides(options['ruleset-overrides'], today),
    today,
  };
  const { files, misuses } = await expandFiles(places);
  const failures: Unreadable[] = misuses.map(({ message }) => ({ file: message.split(': ', 1)[0] ?? '', message }));
  const { documents, rows } = await checkAll(files, settings, failures);
  await (await analyser()).close();
  printResult(documents, failures, settings);
  if (settings.format === 'text' && rows.length > 1) print(`\n\n${summaryTable(rows, settings.language)}`);
  for (const { message } of failures) tell(message);
  if (failures.length > 0) return 2;
  const threshold = (options['fail-on'] === 'warning' ? 'warn' : options['fail-on']) as Threshold;
  return rows.some(({ counts }) => reaches(counts, threshold)) ? 1 : 0;
}
