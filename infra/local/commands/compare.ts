/** `vedetta compare`: what changed between two descriptions for whoever calls the API. Works offline. */
import { existsSync } from 'node:fs';
import { styleText } from 'node:util';
import { analyser, readWorld } from '../../../functions/app.ts';
import { type ChangeLevel, type Comparison, changeLevels } from '../../../shared/domain/changes/change.ts';
import type { ComparisonRequest } from '../../../shared/ports.ts';
import { readStoredDocument } from '../../../shared/usecases/read-comparison.ts';
import type { Language } from '../../../shared/views/check-words.ts';
import { type ComparedDocuments, compareJson } from '../../../shared/views/compare-json.ts';
import { compareMarkdown } from '../../../shared/views/compare-markdown.ts';
import { type CompareRole, compareText } from '../../../shared/views/compare-text.ts';
import { openDataFolder } from '../data-folder.ts';
import { Misuse } from '../misuse.ts';
import { readInput, standardInput } from '../read-input.ts';
import { whyUnreadable } from '../why-unreadable.ts';

type Content = ComparisonRequest['base'];
type Options = { readonly [name: string]: string };

/** `id@revision`, and `id@` for the newest. A file of that name comes first. */
const stored = /^([A-Za-z0-9._-]{1,64})@(\d{1,8})?$/;

const isStored = (place: string): boolean => stored.test(place) && !existsSync(place);

async function readStored(place: string): Promise<Content> {
  const [, id = '', number] = stored.exec(place) ?? [];
  const found = await readStoredDocument(await readWorld(), id, number === undefined ? undefined : Number(number));
  if (found.outcome === 'found') return found.content;
  throw new Misuse(
    found.outcome === 'no-api'
      ? `${place}: no API ${id} is in the data folder`
      : `${place}: that API has no revision ${number ?? ''} in the data folder`,
  );
}

async function read(place: string): Promise<Content> {
  if (isStored(place)) return readStored(place);
  const { fetchReference: _, answer: _a, ...content } = await readInput(place);
  return content;
}

const nameOf = (place: string): string => (place === standardInput ? 'stdin' : place);

const notFetched = async (url: string) =>
  ({ outcome: 'failed', url, code: 'refused-address', detail: 'not asked for', timings: { totalMs: 0 } }) as const;

/** Why it can't be compared, when it is this document. */
async function refuseUnreadable(place: string, content: Content): Promise<void> {
  const { analyse } = await analyser();
  const { verdict, problems } = await analyse({ ...content, secondOpinion: false, fetchReference: notFetched });
  if (!['invalid', 'not-a-description', 'too-large', 'unanalysable'].includes(verdict)) return;
  if (problems.length > 0) throw new Misuse(`${place}: ${whyUnreadable(content, { verdict, problems })}`);
}

async function compareBoth(places: readonly [string, string]): Promise<Comparison> {
  const [base, revision] = [await read(places[0]), await read(places[1])];
  const today = new Date().toISOString().slice(0, 10);
  const { compare } = await analyser();
  const comparison = await compare({ base, revision, today });
  if (comparison !== undefined) return comparison;
  await refuseUnreadable(places[0], base);
  await refuseUnreadable(places[1], revision);
  throw new Misuse(
    `${places[0]} and ${places[1]} could not be compared, for lack of time (ANALYSIS_DEADLINE_MS gives more) or by a fault of ours`,
  );
}

const colours = {
  breaking: 'red',
  warning: 'yellow',
  info: 'cyan',
  editorial: 'blue',
  good: 'green',
  strong: 'bold',
  faint: 'dim',
} as const satisfies { readonly [role in CompareRole]: string };

/** On a terminal only, and not under NO_COLOR. */
const paint = (role: CompareRole, text: string): string => styleText(colours[role], text, { stream: process.stdout });

function show(documents: ComparedDocuments, { format, lang, all }: Options): string {
  const language = lang as Language;
  if (format === 'json') return JSON.stringify(compareJson(documents, language), null, 2);
  if (format === 'markdown') return compareMarkdown(documents, language);
  return compareText(documents, { language, all: all !== undefined, paint });
}

/** Changes of this level or a graver one. */
const reaches = (comparison: Comparison, least: ChangeLevel): boolean =>
  changeLevels.slice(0, changeLevels.indexOf(least) + 1).some((level) => comparison[level] > 0);

export async function compare(options: Options, positionals: readonly string[]): Promise<number> {
  const places = positionals as readonly [string, string];
  if (places.every((place) => place === standardInput))
    throw new Misuse('only one of the two can be standard input (-)');
  if (places.some(isStored)) await openDataFolder(options.data ?? '.vedetta', true);
  try {
    const comparison = await compareBoth(places);
    const [base, revision] = places.map(nameOf) as [string, string];
    process.stdout.write(`${show({ base, revision, comparison }, options)}\n`);
    const least = options['fail-on'];
    return least !== 'none' && reaches(comparison, least as ChangeLevel) ? 1 : 0;
  } finally {
    await (await analyser()).close();
  }
}
