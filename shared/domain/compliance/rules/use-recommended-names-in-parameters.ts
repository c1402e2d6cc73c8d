/** RAC_GEN_NAME_001: parameters about a person are called as in the national ontologies and controlled vocabularies. */
import type { Path } from '../../description/json-pointer.ts';
import type { Members } from '../../description/specification.ts';
import { createStyleTally, type StyleTally, styleOf, writeFieldName, writeName } from '../reading/name-style.ts';
import { at, parametersOf } from '../reading/operations.ts';
import { isFamilyName, type PersonName, readPersonName } from '../reading/recommended-names.ts';
import { type Description, defineRule, everyVersion, type Node } from '../rule.ts';

type Parameter = Node & { readonly name: string; readonly person: PersonName };

/** Its own style where it shows one, else that of the document's parameters. */
function recommend({ name, person, value }: Parameter, tally: StyleTally): string {
  if (value.in === 'header') return writeFieldName(person.words);
  if (name.includes('-')) return person.words.join('-');
  const style = styleOf(name);
  return writeName(person.words, style === 'snake_case' || style === 'camelCase' ? style : tally.style());
}

/** The body of Swagger 2.0 has a name nobody sees. */
function readParameter(value: Members, path: Path): Parameter | undefined {
  const { name } = value;
  if (typeof name !== 'string' || value.in === 'body') return undefined;
  const person = readPersonName(name);
  return person === undefined ? undefined : { value, path, name, person };
}

const readParameters = (holder: Members, path: Path, description: Description): readonly Parameter[] =>
  parametersOf(holder, path, description).flatMap((node) => readParameter(node.value, node.path) ?? []);

export const useRecommendedNamesInParameters = defineRule({
  id: 'use-recommended-names-in-parameters',
  severity: 'info',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_NAME_001',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Parameters about a person have the names of the national vocabularies',
    it: 'I parametri che riguardano una persona hanno i nomi dei vocabolari nazionali',
  },
  why: {
    en: 'When every administration calls the same datum by the same name, whoever calls several APIs needs no table of synonyms.',
    it: 'Se ogni amministrazione chiama lo stesso dato con lo stesso nome, chi usa più API non ha bisogno di tabelle di corrispondenza.',
  },
  fix: {
    en: 'Use `given_name`, `family_name` and `tax_code` (or `givenName`, `familyName`, `taxCode`).',
    it: 'Usare `given_name`, `family_name` e `tax_code` (oppure `givenName`, `familyName`, `taxCode`).',
  },
  faults: {
    other: {
      message: {
        en: 'The parameter `{name}` has another name in the national vocabularies',
        it: 'Il parametro `{name}` ha un altro nome nei vocabolari nazionali',
      },
      fix: { en: 'Call it `{recommended}`.', it: 'Chiamarlo `{recommended}`.' },
      snippet: { name: '{recommended}' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'paths:\n  /residenti/{tax_code}:\n    get:\n      parameters:\n        - name: tax_code\n          in: path\n          required: true\n          schema: { type: string }\n        - name: nome\n          in: query\n          schema: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /residenti/{taxCode}:\n    get:\n      parameters:\n        - name: taxCode\n          in: path\n          required: true\n          type: string\n',
      },
    ],
    bad: [
      {
        yaml: 'paths:\n  /residenti:\n    get:\n      parameters:\n        - in: query\n          name: nome  # ✗\n          schema: { type: string }\n        - in: query\n          name: cognome  # ✗\n          schema: { type: string }\n        - in: header\n          name: Codice-Fiscale  # ✗\n          schema: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /residenti/{cf}:\n    get:\n      parameters:\n        - in: path\n          name: cf  # ✗\n          required: true\n          type: string\n',
      },
    ],
  },
  create(description, { tell, saw }) {
    const tally = createStyleTally();
    const found: Parameter[] = [];
    const judge = (parameter: Parameter): void => {
      saw();
      if (!parameter.person.recommended) found.push(parameter);
    };
    /** `name` is a person's only when it stands beside a family name. */
    const judgeTogether = (holder: Members, path: Path): void => {
      const parameters = readParameters(holder, path, description);
      if (!parameters.some(({ person }) => isFamilyName(person))) return;
      for (const parameter of parameters) if (parameter.person.ambiguous) judge(parameter);
    };
    return {
      'path-item': judgeTogether,
      operation: judgeTogether,
      parameter(value, path) {
        if (typeof value.name === 'string' && value.in !== 'header') tally.add(value.name);
        const parameter = readParameter(value, path);
        if (parameter !== undefined && !parameter.person.ambiguous) judge(parameter);
      },
      end() {
        for (const parameter of found) {
          const { name, path } = parameter;
          tell(at(path, 'name'), 'other', { name, recommended: recommend(parameter, tally) });
        }
      },
    };
  },
});
