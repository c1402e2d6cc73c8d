/**
 * The names that the national ontologies give to a person's data (RAC_GEN_NAME_001), by the other names in use. Words of a
 * name count, not its style.
 */
import { compactName } from './name-style.ts';

/** A recommended name as words, and whether this one already is it. */
export type PersonName = {
  readonly words: readonly string[];
  readonly recommended: boolean;
  /** `name` may be a file's or a street's: a person's only beside a family name. */
  readonly ambiguous: boolean;
};

const names: readonly (readonly [recommended: string, others: string])[] = [
  ['given name', 'firstname forename nomeproprio primonome'],
  ['family name', 'lastname surname cognome'],
  ['tax code', 'cf codicefiscale codfiscale codfisc codicefisc cfiscale fiscalcode fiscalnumber'],
];

const toEntries = (others: string, name: PersonName): readonly (readonly [string, PersonName])[] =>
  others.split(' ').map((other) => [other, name] as const);

const table: ReadonlyMap<string, PersonName> = new Map([
  ...names.flatMap(([recommended, others]) => {
    const words = recommended.split(' ');
    return [
      ...toEntries(words.join(''), { words, recommended: true, ambiguous: false }),
      ...toEntries(others, { words, recommended: false, ambiguous: false }),
    ];
  }),
  ...toEntries('name nome', { words: ['given', 'name'], recommended: false, ambiguous: true }),
]);

export const readPersonName = (name: string): PersonName | undefined => table.get(compactName(name));

export const isFamilyName = (found: PersonName | undefined): boolean => found?.words[0] === 'family';
