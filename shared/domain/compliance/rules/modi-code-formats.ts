/** RAC_GEN_FORMAT_005: countries by ISO 3166-1 alpha-2, languages by ISO 639-1, currencies by ISO 4217 alpha-3. */
import { isObject, type Members } from '../../description/specification.ts';
import { wordsOf } from '../reading/name-style.ts';
import { memberOf } from '../reading/operations.ts';
import { onlyType } from '../reading/schema-types.ts';
import { visitNamed } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** `letters`: the case in which the standard writes them. */
type Code = { readonly standard: string; readonly format: string; readonly length: number; readonly letters: string };

const country: Code = { standard: 'ISO 3166-1 alpha-2', format: 'iso-3166-1-alpha-2', length: 2, letters: 'A-Z' };
const language: Code = { standard: 'ISO 639-1', format: 'iso-639-1', length: 2, letters: 'a-z' };
const currency: Code = { standard: 'ISO 4217', format: 'iso-4217', length: 3, letters: 'A-Z' };

const subjects: ReadonlyMap<string, Code> = new Map([
  ...['country', 'nazione', 'paese'].map((word) => [word, country] as const),
  ...['language', 'lingua', 'lang'].map((word) => [word, language] as const),
  ...['currency', 'valuta'].map((word) => [word, currency] as const),
]);

/** Words that leave the subject what it is: `codice_nazione`, `countryCode`, `nazione_nascita`, `birth_country`. */
const companions: ReadonlySet<string> = new Set(
  `code codice cod iso birth nascita residence residenza origin origine residential preferred preferita issuing rilascio
   domicile domicilio destination destinazione invoice payment pagamento importo sede stato`.split(/\s+/),
);

/** The code that a name means: one subject, and else only words that don't change it (`country_name` is another thing). */
function readCode(name: string): Code | undefined {
  const words = wordsOf(name);
  const [subject, ...more] = words.filter((word) => subjects.has(word));
  if (subject === undefined || more.length > 0) return undefined;
  return words.every((word) => word === subject || companions.has(word)) ? subjects.get(subject) : undefined;
}

const formats = /^(?:iso|bcp|country|language|currency|alpha)/i;

/** Whether the schema shows in one way or another which texts are allowed. */
function isBounded(schema: Members, { length }: Code): boolean {
  const format = memberOf(schema, 'format');
  return (
    ['enum', 'const', 'pattern'].some((key) => memberOf(schema, key) !== undefined) ||
    memberOf(schema, 'maxLength') === length ||
    (typeof format === 'string' && formats.test(format))
  );
}

export const modiCodeFormats = defineRule({
  id: 'modi-code-formats',
  severity: 'hint',
  profile: 'guideline',
  reference: 'RAC_GEN_FORMAT_005',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'Countries, languages and currencies are codes of ISO 3166-1, ISO 639-1 and ISO 4217',
    it: 'Paesi, lingue e valute sono codici ISO 3166-1, ISO 639-1 e ISO 4217',
  },
  why: {
    en: '`Italia`, `ITA`, `IT` and `it` are four texts for one country; a declared code is one.',
    it: '`Italia`, `ITA`, `IT` e `it` sono quattro testi per lo stesso Paese; un codice dichiarato è uno solo.',
  },
  fix: {
    en: 'Declare the code with `format`, `pattern`, `enum`, or its length.',
    it: 'Dichiarare il codice con `format`, `pattern`, `enum` o con la sua lunghezza.',
  },
  faults: {
    unbounded: {
      message: {
        en: 'Nothing says that `{name}` is a code of {standard}',
        it: 'Nulla dice che `{name}` sia un codice {standard}',
      },
      fix: {
        en: 'Add `format: {format}` and `pattern: ^[{letters}]{{length}}$`.',
        it: 'Aggiungere `format: {format}` e `pattern: ^[{letters}]{{length}}$`.',
      },
      snippet: { type: 'string', format: '{format}', pattern: '^[{letters}]{{length}}$' },
    },
  },
  examples: {
    good: [
      {
        yaml: "components:\n  schemas:\n    Pagamento:\n      properties:\n        country: { type: string, pattern: '^[A-Z]{2}$' }\n        lingua: { type: string, minLength: 2, maxLength: 2 }\n        valuta: { type: string, enum: [EUR] }\n        country_name: { type: string }\n",
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Pagamento:\n    properties:\n      valuta: { type: string, format: iso-4217 }\n      data_valuta: { type: string, format: date }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Pagamento:\n      properties:\n        countryCode: { type: string }  # ✗\n        lingua: { type: string, maxLength: 50 }  # ✗\n        valuta: { type: string }  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Pagamento:\n    properties:\n      nazione_nascita: { type: string }  # ✗\n',
      },
    ],
  },
  create: (description, { tell, saw }) =>
    visitNamed(description, readCode, (code, schema, path, name) => {
      if (onlyType(schema) !== 'string' || isObject(memberOf(schema, 'items'))) return;
      saw();
      if (!isBounded(schema, code)) tell(path, 'unbounded', { name, ...code });
    }),
});
