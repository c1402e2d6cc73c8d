/** An event as an item of a feed, the same in all formats: full text in both languages, as HTML and as plain text. */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import { levelOfEvent } from '../domain/catalogue/event-level.ts';
import { type Change, type ChangeLevel, changeLevels } from '../domain/changes/change.ts';
import { uuidOf } from '../domain/digest.ts';
import type { Text } from '../domain/text.ts';
import { describeChange } from './change-text.ts';
import { noteTexts } from './compare-words.ts';
import { comparisonPlace, eventPlace, toldPlace } from './event-place.ts';
import { describeEvent } from './event-text.ts';
import { type Html, html } from './html.ts';
import { levelName } from './level-words.ts';
import { cleanText, escapeXml } from './xml.ts';

type FeedCategory = { readonly scheme: string; readonly term: string; readonly label: string };

export type FeedItem = {
  /** The same in every format, for ever. */
  readonly id: string;
  /** The page of it for people, in the language of titles. */
  readonly url: string;
  readonly at: string;
  readonly level: ChangeLevel;
  readonly title: Text;
  readonly summary: Text;
  readonly categories: readonly FeedCategory[];
  readonly content: Html;
  readonly text: string;
};

/** Changes that an item lists, and how much may be written of them: fifty items are one answer of a function (6 MB). */
const mostListed = 100;
const mostBytes = 50_000;

const eventUrn = ({ id }: Pick<CatalogueEvent, 'id'>): string => `urn:uuid:${uuidOf(id)}`;

type Told = { readonly level: ChangeLevel; readonly message: Text; readonly advice?: Text };

function tellChange(change: Change): Told {
  const { message, advice } = describeChange(change);
  const isGrave = change.level === 'breaking' || change.level === 'warning';
  return { level: change.level, message, ...(isGrave && advice !== undefined ? { advice } : {}) };
}

const bytesOf = ({ message, advice = { en: '', it: '' } }: Told): number =>
  Buffer.byteLength(escapeXml(message.en + message.it + advice.en + advice.it));

/** The gravest, in order. Wording is counted; it is listed only where there is nothing else. */
function listed(changes: readonly Change[]): readonly Told[] {
  const [gravest] = changes;
  const told: Told[] = [];
  let bytes = 0;
  for (const change of changes) {
    if (told.length === mostListed || (change.level === 'editorial' && gravest?.level !== 'editorial')) break;
    const next = tellChange(change);
    bytes += bytesOf(next);
    if (bytes > mostBytes) break;
    told.push(next);
  }
  return told;
}

/** What is written of an event, piece by piece, so that HTML and plain text say the same. */
type Story = {
  readonly title: Text;
  readonly summary: Text;
  readonly notes: readonly Text[];
  readonly groups: readonly { readonly heading: Text; readonly changes: readonly Told[] }[];
  readonly rest?: Text;
};

function storyOf(event: CatalogueEvent): Story {
  const { changes = [], counts, notes = [] } = event;
  const byLevel = Map.groupBy(listed(changes), ({ level }) => level);
  const groups = changeLevels
    .map((level) => {
      const some = byLevel.get(level) ?? [];
      return { level, changes: some, count: counts?.[level] ?? some.length };
    })
    .filter(({ count }) => count > 0);
  const rest = groups
    .filter(({ level, changes: some }) => level !== 'editorial' || some.length > 0)
    .reduce((sum, { count, changes: some }) => sum + count - some.length, 0);
  return {
    ...describeEvent(event),
    notes: notes.map((note) => noteTexts[note]),
    groups: groups.map(({ level, count, changes: some }) => {
      const { en, it } = levelName(level);
      return { heading: { en: `${en} (${count})`, it: `${it} (${count})` }, changes: some };
    }),
    ...(rest > 0 ? { rest: { en: `… and ${rest} more`, it: `… e altre ${rest}` } } : {}),
  };
}

const htmlIn = (language: keyof Text, { summary, notes, groups, rest }: Story, url: string): Html =>
  html`<p>${summary[language]}</p>${notes.map((note) => html`<p><strong>${note[language]}</strong></p>`)}${groups.map(
    ({ heading, changes }) =>
      html`<h3>${heading[language]}</h3>${
        changes.length > 0 &&
        html`<ul>${changes.map(({ message, advice }) => html`<li>${message[language]}${advice !== undefined && html`<br><em>${advice[language]}</em>`}</li>`)}</ul>`
      }`,
  )}${rest !== undefined && html`<p><a href="${url}">${rest[language]}</a></p>`}`;

const textIn = (language: keyof Text, { summary, notes, groups, rest }: Story, url: string): string =>
  [
    summary[language],
    ...notes.map((note) => note[language]),
    ...groups.flatMap(({ heading, changes }) => [
      `\n${heading[language]}`,
      ...changes.flatMap(({ message, advice }) => [
        `- ${message[language]}`,
        ...(advice === undefined ? [] : [`  ${advice[language]}`]),
      ]),
    ]),
    ...(rest === undefined ? [] : [`${rest[language]}: ${url}`]),
  ].join('\n');

function categoriesOf(event: CatalogueEvent): readonly FeedCategory[] {
  const { kind, publisherId, publisherName } = event;
  const level = levelOfEvent(event);
  return [
    { scheme: 'urn:vedetta:level', term: level, label: levelName(level).en },
    { scheme: 'urn:vedetta:kind', term: kind, label: kind },
    ...(publisherId === undefined
      ? []
      : [{ scheme: 'urn:vedetta:publisher', term: publisherId, label: publisherName ?? publisherId }]),
  ];
}

export function feedItemOf(event: CatalogueEvent, publicUrl: string): FeedItem {
  const story = storyOf(event);
  const { title, summary } = story;
  /** Where all of it is: the two revisions compared, where that is what happened. */
  const whole = (language: keyof Text): string =>
    `${publicUrl}${comparisonPlace(event, language) ?? eventPlace(event, language)}`;
  return {
    id: eventUrn(event),
    url: `${publicUrl}${toldPlace(event, 'en')}`,
    at: event.at,
    level: levelOfEvent(event),
    title,
    summary,
    categories: categoriesOf(event),
    content: html`<div lang="en">${htmlIn('en', story, whole('en'))}</div><div lang="it"><p><strong><a href="${publicUrl}${toldPlace(event, 'it')}">${title.it}</a></strong></p>${htmlIn('it', story, whole('it'))}</div>`,
    text: cleanText(`${textIn('en', story, whole('en'))}\n\n${title.it}\n${textIn('it', story, whole('it'))}\n`),
  };
}
