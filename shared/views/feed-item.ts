/** An event as an item of a feed, the same in all formats: full text in both languages, as HTML and as plain text. */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import { levelOfEvent } from '../domain/catalogue/event-level.ts';
import { type Change, type ChangeLevel, changeLevels } from '../domain/changes/change.ts';
import { uuidOf } from '../domain/digest.ts';
import type { Text } from '../domain/text.ts';
import { describeChange } from './change-text.ts';
import { noteTexts } from './compare-words.ts';
import { describeEvent, eventPath } from './event-text.ts';
import { type Html, html } from './html.ts';
import { levelName } from './level-words.ts';
import { cleanText } from './xml.ts';

export type FeedCategory = { readonly scheme: string; readonly term: string; readonly label: string };

export type FeedItem = {
  /** The same in every format, for ever. */
  readonly id: string;
  readonly url: string;
  readonly at: string;
  readonly level: ChangeLevel;
  readonly title: Text;
  readonly summary: Text;
  readonly categories: readonly FeedCategory[];
  readonly content: Html;
  readonly text: string;
};

/** Changes that an item lists. */
const mostListed = 100;

export const eventUrn = ({ id }: Pick<CatalogueEvent, 'id'>): string => `urn:uuid:${uuidOf(id)}`;

/** One level's changes: how many there are, and those that are listed. */
type Group = { readonly level: ChangeLevel; readonly count: number; readonly changes: readonly Change[] };

/** Wording is counted; it is listed only where there is nothing else. */
function groupsOf({ changes = [], counts }: CatalogueEvent): readonly Group[] {
  const [gravest] = changes;
  const listed = changes.filter(({ level }) => level !== 'editorial' || gravest?.level === 'editorial');
  const byLevel = Map.groupBy(listed.slice(0, mostListed), ({ level }) => level);
  return changeLevels.flatMap((level) => {
    const some = byLevel.get(level) ?? [];
    const count = counts?.[level] ?? some.length;
    return count === 0 ? [] : [{ level, count, changes: some }];
  });
}

/** Changes that are graver than wording, or all that there is, beyond those listed. */
const restOf = (groups: readonly Group[]): number =>
  groups
    .filter(({ level, changes }) => level !== 'editorial' || changes.length > 0)
    .reduce((rest, { count, changes }) => rest + count - changes.length, 0);

const restWords = (rest: number): Text => ({ en: `… and ${rest} more`, it: `… e altre ${rest}` });

/** What is written of an event, piece by piece, so that HTML and plain text say the same. */
type Story = {
  readonly title: Text;
  readonly summary: Text;
  readonly notes: readonly Text[];
  readonly groups: readonly { readonly heading: Text; readonly changes: readonly { message: Text; advice?: Text }[] }[];
  readonly rest?: Text;
};

function storyOf(event: CatalogueEvent): Story {
  const groups = groupsOf(event);
  const rest = restOf(groups);
  return {
    ...describeEvent(event),
    notes: (event.notes ?? []).map((note) => noteTexts[note]),
    groups: groups.map(({ level, count, changes }) => {
      const { en, it } = levelName(level);
      return {
        heading: { en: `${en} (${count})`, it: `${it} (${count})` },
        changes: changes.map((change) => {
          const { message, advice } = describeChange(change);
          const isGrave = level === 'breaking' || level === 'warning';
          return { message, ...(isGrave && advice !== undefined ? { advice } : {}) };
        }),
      };
    }),
    ...(rest > 0 ? { rest: restWords(rest) } : {}),
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
  const url = `${publicUrl}${eventPath(event)}`;
  return {
    id: eventUrn(event),
    url,
    at: event.at,
    level: levelOfEvent(event),
    title: story.title,
    summary: story.summary,
    categories: categoriesOf(event),
    content: html`<div lang="en">${htmlIn('en', story, url)}</div><div lang="it"><p><strong>${story.title.it}</strong></p>${htmlIn('it', story, url)}</div>`,
    text: cleanText(`${textIn('en', story, url)}\n\n${story.title.it}\n${textIn('it', story, url)}\n`),
  };
}
