/** RAC_GEN_NAME_003, in its spirit: schemas are named like classes. A habit of the official checker, not a demand of the text. */
import { isObject } from '../../description/specification.ts';
import { writePascalCase } from '../reading/name-style.ts';
import { at, memberOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const schemaCamelCase = defineRule({
  id: 'schema-camel-case',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_NAME_003',
  level: 'MAY',
  versions: everyVersion,
  title: {
    en: 'Names of schemas are in PascalCase',
    it: 'I nomi degli schemi sono in PascalCase',
  },
  why: {
    en: 'They become the names of classes in generated code; written like classes, they stay the same everywhere.',
    it: 'Diventano i nomi delle classi nel codice generato; scritti come le classi, restano uguali dappertutto.',
  },
  fix: {
    en: 'Begin each word of the name with a capital, without separators: `AttoDiNascita`.',
    it: 'Iniziare ogni parola del nome con la maiuscola, senza separatori: `AttoDiNascita`.',
  },
  faults: {
    other: {
      message: {
        en: 'The name of the schema `{name}` is not in PascalCase',
        it: 'Il nome dello schema `{name}` non è in PascalCase',
      },
      fix: {
        en: 'Call it `{suggested}`, also in the references to it.',
        it: 'Chiamarlo `{suggested}`, anche nei riferimenti che lo indicano.',
      },
    },
  },
  examples: {
    good: [
      { yaml: 'components:\n  schemas:\n    AttoDiNascita: { type: object }\n    ISODate: { type: string }\n' },
      { versions: ['swagger-2.0'], yaml: 'definitions:\n  AttoDiNascita: { type: object }\n' },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    atto_di_nascita: { type: object }  # ✗\n    certificato: { type: object }  # ✗\n',
      },
      { versions: ['swagger-2.0'], yaml: 'definitions:\n  atto-di-nascita: { type: object }  # ✗\n' },
    ],
  },
  create: ({ version }, { tell, saw }) => ({
    document(root, path) {
      const keys = version === 'swagger-2.0' ? ['definitions'] : ['components', 'schemas'];
      const schemas = keys.reduce<unknown>(memberOf, root);
      if (!isObject(schemas)) return;
      for (const name of Object.keys(schemas)) {
        if (name.startsWith('x-')) continue;
        saw();
        if (/^[A-Z][A-Za-z0-9]*$/.test(name)) continue;
        tell(at(path, ...keys, name), 'other', { name, suggested: writePascalCase(name) || 'Schema' });
      }
    },
  }),
});
