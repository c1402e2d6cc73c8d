/** Catalogue metadata: one line that says what the API is for (`info.x-summary`; `info.summary` of OpenAPI 3.1 does too). */
import { infoOf, isFilled } from '../reading/info.ts';
import { at } from '../reading/operations.ts';
import { isTemplateText } from '../reading/stand-ins.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const hasXSummary = defineRule({
  id: 'has-x-summary',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'CATALOGUE',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'The API has a summary in one line', it: 'La API ha un sommario di una riga' },
  why: {
    en: 'It is what the catalogue shows under the title; whoever searches decides by it whether to read on.',
    it: 'È ciò che il catalogo mostra sotto il titolo; chi cerca decide da lì se leggere oltre.',
  },
  fix: {
    en: 'Add `x-summary` to `info`, with one sentence that says what the API is for; from OpenAPI 3.1 on, `summary` does too.',
    it: 'Aggiungere `x-summary` a `info`, con una frase che dica a che cosa serve la API; da OpenAPI 3.1 basta anche `summary`.',
  },
  faults: {
    absent: {
      message: { en: '`info` has no `x-summary`', it: '`info` non ha `x-summary`' },
      snippet: { info: { 'x-summary': 'Consulta i certificati di residenza dei cittadini' } },
    },
    empty: {
      message: { en: '`{member}` is not a text', it: '`{member}` non è un testo' },
      snippet: { info: { 'x-summary': 'Consulta i certificati di residenza dei cittadini' } },
    },
    template: {
      message: {
        en: '`{member}` still holds the template’s words',
        it: '`{member}` contiene ancora le parole del modello',
      },
    },
  },
  examples: {
    good: [
      { yaml: 'info:\n  title: Residenze\n  x-summary: Consulta le residenze dei cittadini\n' },
      {
        versions: ['openapi-3.1', 'openapi-3.2'],
        yaml: 'info:\n  title: Residenze\n  summary: Consulta le residenze\n',
      },
    ],
    bad: [
      { versions: everyVersion, yaml: 'info:  # ✗\n  title: Residenze\n' },
      { versions: everyVersion, yaml: 'info:\n  title: Residenze\n  x-summary: ""  # ✗\n' },
      { versions: everyVersion, yaml: 'info:\n  title: Residenze\n  x-summary: TODO  # ✗\n' },
    ],
  },
  create: ({ version }, { tell, saw }) => {
    const later = version === 'openapi-3.1' || version === 'openapi-3.2';
    const names = later ? ['x-summary', 'summary'] : ['x-summary'];
    return {
      document(root) {
        saw();
        const { value: info, path } = infoOf(root);
        const given = names.filter((name) => Object.hasOwn(info, name));
        const [member] = given;
        if (member === undefined) tell(path, 'absent');
        else if (!given.some((name) => isFilled(info[name]))) tell(at(path, member), 'empty', { member });
        else if (!given.some((name) => isFilled(info[name]) && !isTemplateText(info[name]))) {
          tell(at(path, member), 'template', { member });
        }
      },
    };
  },
});
