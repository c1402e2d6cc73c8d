/** OWASP API Security, unsafe consumption of input: what a text may hold is said. */
import type { Members } from '../../description/specification.ts';
import { hasType } from '../reading/schema-types.ts';
import { hasFixedValues, isSaid, nameOf, visitTyped } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

const forms = ['pattern', 'format', 'contentMediaType', 'contentEncoding', 'contentSchema'];

const saysItsForm = (schema: Members): boolean =>
  hasFixedValues(schema) || forms.some((form) => Object.hasOwn(schema, form) && Boolean(schema[form]));

export const secStringPatternOrFormatOrEnum = defineRule({
  id: 'sec-string-pattern-or-format-or-enum',
  severity: 'hint',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Every text says what it may hold',
    it: 'Ogni testo indica che cosa può contenere',
  },
  why: {
    en: 'A text that says its form can be checked at the door, before a query or a page is made of it; free text should be the exception.',
    it: 'Un testo che dichiara la propria forma si può verificare all’ingresso, prima che diventi parte di una query o di una pagina; il testo libero dovrebbe essere l’eccezione.',
  },
  fix: {
    en: 'Add a `pattern`, a `format` or an `enum` wherever the text is not free.',
    it: 'Aggiungere un `pattern`, un `format` o un `enum` ovunque il testo non sia libero.',
  },
  faults: {
    absent: {
      message: {
        en: 'The text `{name}` has no `pattern`, `format` or `enum`',
        it: 'Il testo `{name}` non ha `pattern`, `format` o `enum`',
      },
      snippet: { type: 'string', pattern: '^[A-Z]{2}[0-9]{4}$' },
    },
  },
  examples: {
    good: [
      {
        yaml: "components:\n  schemas:\n    Residente:\n      properties:\n        stato: { type: string, enum: [presente, emigrato] }\n        nascita: { type: string, format: date }\n        codice_fiscale: { type: string, pattern: '^[A-Z0-9]{16}$' }\n",
      },
      {
        versions: ['swagger-2.0'],
        yaml: "definitions:\n  Residente:\n    properties:\n      stato: { type: string, enum: [presente, emigrato] }\n      nascita: { type: string, format: date }\n      codice_fiscale: { type: string, pattern: '^[A-Z0-9]{16}$' }\n",
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        nome: { type: string, maxLength: 100 }  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /residenti:\n    get:\n      parameters:\n        - name: cognome  # ✗ 11\n          in: query\n          type: string\n',
      },
    ],
  },
  create: (description, { tell, saw }) =>
    visitTyped(description, (schema, path) => {
      if (!hasType(schema, 'string')) return;
      saw();
      if (!isSaid(schema, path, description, saysItsForm)) tell(path, 'absent', { name: nameOf(description, path) });
    }),
});
