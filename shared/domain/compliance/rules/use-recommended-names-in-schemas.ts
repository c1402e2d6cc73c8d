/** RAC_GEN_NAME_001: a person's data are called as in the national ontologies and controlled vocabularies. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject } from '../../description/specification.ts';
import { createStyleTally, writeName } from '../reading/name-style.ts';
import { at } from '../reading/operations.ts';
import { isFamilyName, type PersonName, readPersonName } from '../reading/recommended-names.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const useRecommendedNamesInSchemas = defineRule({
  id: 'use-recommended-names-in-schemas',
  severity: 'info',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_NAME_001',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Properties about a person have the names of the national vocabularies',
    it: 'Le proprietà che riguardano una persona hanno i nomi dei vocabolari nazionali',
  },
  why: {
    en: 'When every administration calls the same datum by the same name, data of several APIs can be joined without a table of synonyms.',
    it: 'Se ogni amministrazione chiama lo stesso dato con lo stesso nome, i dati di più API si uniscono senza tabelle di corrispondenza.',
  },
  fix: {
    en: 'Use `given_name`, `family_name` and `tax_code` (or `givenName`, `familyName`, `taxCode`).',
    it: 'Usare `given_name`, `family_name` e `tax_code` (oppure `givenName`, `familyName`, `taxCode`).',
  },
  faults: {
    other: {
      message: {
        en: 'The property `{name}` has another name in the national vocabularies',
        it: 'La proprietà `{name}` ha un altro nome nei vocabolari nazionali',
      },
      fix: { en: 'Call it `{recommended}`.', it: 'Chiamarla `{recommended}`.' },
      snippet: { properties: { '{recommended}': { type: 'string' } } },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        given_name: { type: string }\n        family_name: { type: string }\n    Allegato:\n      properties:\n        nome: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      givenName: { type: string }\n      taxCode: { type: string }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        nome: { type: string }  # ✗\n        cognome: { type: string }  # ✗\n        codiceFiscale: { type: string }  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      first_name: { type: string }  # ✗\n      last_name: { type: string }  # ✗\n',
      },
    ],
  },
  create(_, { tell, saw }) {
    const tally = createStyleTally();
    const found: { readonly name: string; readonly words: readonly string[]; readonly path: Path }[] = [];
    const known = new Map<string, PersonName | undefined>();
    const read = (name: string): PersonName | undefined => {
      if (!known.has(name)) known.set(name, readPersonName(name));
      return known.get(name);
    };
    return {
      schema({ properties }, path) {
        if (!isObject(properties)) return;
        const names = Object.keys(properties);
        for (const name of names) tally.add(name);
        const persons = names.flatMap((name) => {
          const person = read(name);
          return person === undefined ? [] : [{ name, person }];
        });
        const hasFamilyName = persons.some(({ person }) => isFamilyName(person));
        for (const { name, person } of persons) {
          if (person.ambiguous && !hasFamilyName) continue;
          saw();
          if (!person.recommended) found.push({ name, words: person.words, path: at(path, 'properties', name) });
        }
      },
      end() {
        // The style of the document is known only now.
        const style = tally.style();
        for (const { name, words, path } of found) {
          tell(path, 'other', { name, recommended: writeName(words, style) });
        }
      },
    };
  },
});
