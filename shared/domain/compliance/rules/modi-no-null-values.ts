/** RAC_REST_FORMAT_003: booleans are not null, empty arrays are `[]`, enumerations are non-null strings. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import { at, memberOf } from '../reading/operations.ts';
import { isNullable, onlyType } from '../reading/schema-types.ts';
import { nameOf, visitTyped } from '../reading/typed-objects.ts';
import { type Description, defineRule, everyVersion } from '../rule.ts';

type Meaning = { readonly type: string | undefined; readonly nullable: boolean };

/** From 3.1 on a schema may also allow null by a branch: `oneOf: [{ type: boolean }, { type: 'null' }]`. */
function readBranches(schema: Members, path: Path, { resolve }: Description): Meaning | undefined {
  for (const key of ['oneOf', 'anyOf']) {
    const branches = memberOf(schema, key);
    if (!Array.isArray(branches) || branches.length !== 2) continue;
    const nulls = branches.map((branch) => isObject(branch) && branch.type === 'null');
    const other = nulls.indexOf(false);
    if (nulls.indexOf(true) < 0 || other < 0) continue;
    const found = resolve(branches[other], at(path, key, other));
    if (found !== undefined) return { type: onlyType(found.value), nullable: true };
  }
  return undefined;
}

function readMeaning(schema: Members, path: Path, description: Description): Meaning {
  const { version } = description;
  const type = onlyType(schema);
  const later = version === 'openapi-3.1' || version === 'openapi-3.2';
  const branched = later && type === undefined ? readBranches(schema, path, description) : undefined;
  return branched ?? { type, nullable: isNullable(schema, version) };
}

export const modiNoNullValues = defineRule({
  id: 'modi-no-null-values',
  severity: 'error',
  profile: 'guideline',
  reference: 'RAC_REST_FORMAT_003',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Booleans and arrays are never null, enumerations are non-null strings',
    it: 'Booleani e array non sono mai null, le enumerazioni sono stringhe non nulle',
  },
  why: {
    en: 'A boolean that may be null has three values and an array two ways to be empty; each client would decide for itself what the odd one means.',
    it: 'Un booleano che può essere null ha tre valori e un array due modi di essere vuoto; ogni client deciderebbe da sé che cosa significa quello in più.',
  },
  fix: {
    en: 'Leave the property out when there is nothing to say, send empty arrays as `[]`, and list enumerations as strings.',
    it: 'Omettere la proprietà quando non c’è nulla da dire, restituire gli array vuoti come `[]` ed elencare le enumerazioni come stringhe.',
  },
  faults: {
    boolean: {
      message: { en: 'The boolean `{name}` may be null', it: 'Il booleano `{name}` può essere null' },
      fix: {
        en: 'Don’t allow null: make the property optional, or a string enumeration when there are three answers.',
        it: 'Non ammettere null: rendere facoltativa la proprietà, o usare un’enumerazione di stringhe se le risposte sono tre.',
      },
      snippet: { type: 'boolean' },
    },
    array: {
      message: { en: 'The array `{name}` may be null', it: 'L’array `{name}` può essere null' },
      fix: {
        en: 'Don’t allow null: an array without items is `[]`.',
        it: 'Non ammettere null: un array senza elementi è `[]`.',
      },
      snippet: { type: 'array', items: { type: 'string' } },
    },
    'null-enum': {
      message: { en: 'The enumeration `{name}` allows null', it: 'L’enumerazione `{name}` ammette null' },
      fix: {
        en: 'Take null out, and make the property optional or give that case a name.',
        it: 'Togliere null e rendere facoltativa la proprietà, oppure dare un nome a quel caso.',
      },
      snippet: { type: 'string', enum: ['ATTIVO', 'SOSPESO', 'NON_NOTO'] },
    },
    'other-enum': {
      message: {
        en: 'The enumeration `{name}` has values that are not strings',
        it: 'L’enumerazione `{name}` ha valori che non sono stringhe',
      },
      fix: {
        en: 'List strings that say what each value means; a range of numbers is `minimum` and `maximum`.',
        it: 'Elencare stringhe che dicano che cosa significa ogni valore; un intervallo di numeri si indica con `minimum` e `maximum`.',
      },
      snippet: { type: 'string', enum: ['ATTIVO', 'SOSPESO'] },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        vivente: { type: boolean }\n        figli: { type: array, items: { type: string } }\n        stato: { type: string, enum: [RESIDENTE, EMIGRATO] }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      vivente: { type: boolean }\n      stato: { type: string, enum: [RESIDENTE, EMIGRATO] }\n',
      },
    ],
    bad: [
      {
        versions: ['openapi-3.0'],
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        vivente: { type: boolean, nullable: true }  # ✗\n        figli: { type: array, nullable: true, items: { type: string } }  # ✗\n        stato:\n          type: string\n          nullable: true\n          enum: [RESIDENTE, EMIGRATO, null]  # ✗\n        grado:\n          type: integer\n          enum: [1, 2, 3]  # ✗\n',
      },
      {
        versions: ['openapi-3.1', 'openapi-3.2'],
        yaml: "components:\n  schemas:\n    Residente:\n      properties:\n        vivente: { type: [boolean, 'null'] }  # ✗\n        figli:  # ✗\n          oneOf:\n            - { type: array, items: { type: string } }\n            - { type: 'null' }\n        stato:\n          type: [string, 'null']\n          enum: [RESIDENTE, EMIGRATO, null]  # ✗\n",
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      vivente: { type: boolean, x-nullable: true }  # ✗\n      grado:\n        type: integer\n        enum: [1, 2, 3]  # ✗\n',
      },
    ],
  },
  create(description, { tell, saw }) {
    const judgeEnum = (schema: Members, path: Path, { type, nullable }: Meaning): void => {
      const values = memberOf(schema, 'enum');
      // A boolean with an enumeration is a constant, and empty ones are another rule's business.
      if (!Array.isArray(values) || values.length === 0 || type === 'boolean') return;
      saw();
      const name = nameOf(description, path);
      const place = at(path, 'enum');
      if (nullable || values.includes(null)) tell(place, 'null-enum', { name });
      if (values.some((value) => value !== null && typeof value !== 'string')) tell(place, 'other-enum', { name });
    };
    return visitTyped(description, (schema, path) => {
      const meaning = readMeaning(schema, path, description);
      const { type, nullable } = meaning;
      judgeEnum(schema, path, meaning);
      if (type !== 'boolean' && type !== 'array') return;
      saw();
      if (nullable) tell(path, type, { name: nameOf(description, path) });
    });
  },
});
