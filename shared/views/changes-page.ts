/** All changes as one page for people, in Markdown: the level of each, an example with its sentence, what to do about it. */
import { type ChangeId, catalogue, changeIds } from '../domain/changes/catalogue.ts';
import { type Change, type ChangeLevel, changeLevels } from '../domain/changes/change.ts';
import { compare } from '../domain/changes/compare.ts';
import { comparisonEngine } from '../domain/changes/engine.ts';
import { exampleOf } from '../domain/changes/examples.ts';
import type { Text } from '../domain/text.ts';
import { describeChange } from './change-text.ts';

const levelWords: { readonly [level in ChangeLevel]: string } = {
  breaking: 'breaking · incompatibile',
  warning: 'warning · attenzione',
  info: 'information · informazione',
  editorial: 'wording · redazionale',
};

/** By how ids begin; the first that fits. */
const areas: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Security', /^api-(?:global-)?security/],
  ['Operations', /^(?:endpoint|sunset-deleted|api-(?:path-)?removed|api-(?:stability|sunset|operation-id|tag))/],
  ['Parameters of requests', /^(?:request-parameter|request-header|new-.*(?:parameter|header))/],
  ['Bodies of requests', /^request-body/],
  ['Properties of requests', /^(?:request|new)-/],
  ['Bodies of responses', /^response-(?:body|mediatype)/],
  ['Properties of responses', /^response-.*property/],
  ['Statuses, headers and media types of responses', /response/],
  ['The description as a whole', /^/],
];

/** Of the day the examples are compared on. */
const day = '2026-11-23';

function changeOf(id: ChangeId): Change | undefined {
  const example = exampleOf(id);
  return example && compare(example.base, example.revision, day).changes.find((change) => change.id === id);
}

/** What an id means when nothing is known of the change. */
const meaningOf = (id: ChangeId): Text =>
  describeChange({ id, level: catalogue[id].level, subject: {}, operations: [], operationCount: 0 }).message;

const excerpt = (title: string, fragment: unknown): readonly string[] => [
  `${title}: \`${JSON.stringify(fragment)}\``,
  '',
];

function changeText(id: ChangeId): readonly string[] {
  const example = exampleOf(id);
  const change = changeOf(id);
  if (example === undefined || change === undefined) return [];
  const meaning = meaningOf(id);
  const { message, advice } = describeChange(change);
  return [
    `### ${id}`,
    '',
    `${levelWords[catalogue[id].level]}. ${meaning.en} *${meaning.it}*`,
    '',
    ...excerpt(`Before, ${example.where}`, example.before),
    ...excerpt('After', example.after),
    `> ${message.en}`,
    `> *${message.it}*`,
    '',
    ...(advice === undefined ? [] : [`**What to do.** ${advice.en} *${advice.it}*`, '']),
  ];
}

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

export function renderChangesPage(): string {
  const byArea = Map.groupBy(changeIds, (id) => areas.find(([, pattern]) => pattern.test(id))?.[0] ?? '');
  const named = areas.map(([name]) => [name, byArea.get(name) ?? []] as const);
  const countOf = (ids: readonly ChangeId[], level: ChangeLevel): number =>
    ids.filter((id) => catalogue[id].level === level).length;
  return [
    '# Changes',
    '',
    `The ${changeIds.length} changes that engine ${comparisonEngine} of the comparison tells apart. Made from the catalogue, the examples and the words by \`node infra/local/build/changes-page.ts\`; each example is a test. A guard may give a change another level than the one here: see the comparison.`,
    '*Le modifiche che il confronto distingue; ogni esempio è un test.*',
    '',
    `| area | ${changeLevels.join(' | ')} |`,
    `|---|${changeLevels.map(() => '---').join('|')}|`,
    ...named.map(
      ([name, ids]) =>
        `| [${name}](#${anchorOf(name)}) | ${changeLevels.map((level) => countOf(ids, level)).join(' | ')} |`,
    ),
    '',
    ...named.flatMap(([name, ids]) => [
      `## ${name}`,
      '',
      ...ids.map((id) => `- [${id}](#${id}) ${catalogue[id].level}`),
      '',
      ...ids.flatMap(changeText),
    ]),
  ].join('\n');
}
