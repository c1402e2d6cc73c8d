/** OpenAPI, Media Type Object: `example` and `examples` match the schema they stand beside. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import { type Budget, type Contradiction, findContradictions } from '../reading/contradict-schema.ts';
import { at, isJson, keyOf } from '../reading/operations.ts';
import { type Description, defineRule, openapi3 } from '../rule.ts';

/** Comparisons in one document: far more than real ones need, and a fraction of a second. */
const mostComparisons = 400_000;

type Given = { readonly value: unknown; readonly path: Path };

/** `example`, and the values of `examples`: those that are given here, not by an address. */
function examplesOf(holder: Members, path: Path, { resolve }: Description): readonly Given[] {
  const given: Given[] = [];
  if (Object.hasOwn(holder, 'example')) given.push({ value: holder.example, path: at(path, 'example') });
  const { examples } = holder;
  if (!isObject(examples)) return given;
  for (const name of Object.keys(examples)) {
    const found = resolve(examples[name], at(path, 'examples', name));
    const key = ['value', 'dataValue'].find((each) => found !== undefined && Object.hasOwn(found.value, each));
    if (found !== undefined && key !== undefined) given.push({ value: found.value[key], path: at(found.path, key) });
  }
  return given;
}

const isMediaType = (path: Path): boolean => path?.parent?.key === 'content' || path?.parent?.key === 'mediaTypes';

/** Only JSON, and what a client may ask as JSON, can be compared member by member: XML has names of its own. */
const isComparable = (path: Path): boolean => !isMediaType(path) || isJson(keyOf(path)) || keyOf(path) === '*/*';

/** Parameters and headers travel as text, and what is not JSON is given as text: `7` for a string says the same there. */
function isWritten({ kind, ...values }: Contradiction, path: Path): boolean {
  if (kind !== 'type' || !('found' in values) || (isMediaType(path) && isJson(keyOf(path)))) return false;
  return isMediaType(path) ? values.found === 'string' : !['object', 'array', 'null'].includes(values.found);
}

export const oas3ValidMediaExample = defineRule({
  id: 'oas3-valid-media-example',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'OPENAPI',
  level: 'MUST',
  versions: openapi3,
  title: {
    en: 'Examples of bodies, parameters and headers agree with their schema',
    it: 'Gli esempi di corpi, parametri e header rispettano il proprio schema',
  },
  why: {
    en: 'Examples are what developers copy and mock servers answer; one that its schema refuses teaches a wrong call.',
    it: 'Gli esempi sono ciò che gli sviluppatori copiano e i server simulati restituiscono; se lo schema li rifiuta, insegnano una chiamata sbagliata.',
  },
  fix: {
    en: 'Correct the example, or the schema when the example is what the service answers.',
    it: 'Correggere l’esempio, oppure lo schema se l’esempio è ciò che il servizio restituisce davvero.',
  },
  faults: {
    type: {
      message: {
        en: 'The example has `{found}` where the schema says `{expected}`',
        it: 'L’esempio ha `{found}` dove lo schema prevede `{expected}`',
      },
    },
    required: {
      message: {
        en: 'The example lacks `{name}`, which the schema requires',
        it: 'Nell’esempio manca `{name}`, che lo schema richiede',
      },
      fix: {
        en: 'Add `{name}` to the example, or take it out of `required`.',
        it: 'Aggiungere `{name}` all’esempio, oppure toglierlo da `required`.',
      },
    },
    enum: {
      message: {
        en: '`{found}` in the example is not in the enumeration of the schema',
        it: '`{found}` nell’esempio non è tra i valori elencati dallo schema',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Atto:\n      type: object\n      required: [id, stato]\n      properties:\n        id: { type: integer }\n        stato: { type: string, enum: [BOZZA, FIRMATO] }\n  responses:\n    Atto:\n      description: Un atto\n      content:\n        application/json:\n          schema: { $ref: "#/components/schemas/Atto" }\n          example: { id: 7, stato: FIRMATO }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Atto:\n      type: object\n      required: [id, stato]\n      properties:\n        id: { type: integer }\n        stato: { type: string, enum: [BOZZA, FIRMATO] }\n  responses:\n    Atto:\n      description: Un atto\n      content:\n        application/json:\n          schema: { $ref: "#/components/schemas/Atto" }\n          examples:\n            sbagliato:\n              value:\n                id: sette  # ✗\n                stato: Firmato  # ✗\n            incompleto:\n              value: { id: 7 }  # ✗\n',
      },
    ],
  },
  create(description, { tell, saw }) {
    const budget: Budget = { left: mostComparisons };
    const judge = (holder: Members, path: Path): void => {
      const { schema } = holder;
      if (!isObject(schema) || !isComparable(path)) return;
      const place = { value: schema, path: at(path, 'schema') };
      for (const given of examplesOf(holder, path, description)) {
        saw();
        for (const contradiction of findContradictions(given.value, given.path, place, description, budget)) {
          if (isWritten(contradiction, path)) continue;
          const { path: where, kind, ...values } = contradiction;
          tell(where, kind, values);
        }
      }
    };
    return { 'media-type': judge, parameter: judge, header: judge };
  },
});
