/** OWASP API Security, unrestricted resource consumption: how long a text may be is said. */
import { listKeys, type Path } from '../../description/json-pointer.ts';
import type { Members } from '../../description/specification.ts';
import { boundsLength } from '../reading/pattern-length.ts';
import { hasType } from '../reading/schema-types.ts';
import { hasFixedValues, isSaid, nameOf, visitTyped } from '../reading/typed-objects.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Formats whose values have about one length. */
const boundedFormats: ReadonlySet<unknown> = new Set(['date', 'time', 'date-time', 'uuid', 'ipv4', 'ipv6']);

/** A file that is answered has the size it has; one that is taken needs a limit. */
const isDownload = ({ format }: Members, path: Path): boolean =>
  format === 'binary' && listKeys(path).includes('responses');

const isBounded = (schema: Members): boolean =>
  typeof schema.maxLength === 'number' ||
  hasFixedValues(schema) ||
  boundedFormats.has(schema.format) ||
  (typeof schema.pattern === 'string' && boundsLength(schema.pattern));

export const secStringMaxlength = defineRule({
  id: 'sec-string-maxlength',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Every text has a largest length',
    it: 'Ogni testo ha una lunghezza massima',
  },
  why: {
    en: 'A text without a limit lets one request fill memory, disks and logs, and is what most injections need.',
    it: 'Un testo senza limite permette a una sola richiesta di riempire memoria, dischi e log, ed è ciò che serve alla maggior parte delle injection.',
  },
  fix: {
    en: 'Add `maxLength`, or restrict the text by `enum`, by a `format` of fixed form (`date`, `date-time`, `uuid`) or by a `pattern` of limited length.',
    it: 'Aggiungere `maxLength`, o delimitare il testo con `enum`, con un `format` di forma fissa (`date`, `date-time`, `uuid`) o con un `pattern` di lunghezza limitata.',
  },
  faults: {
    absent: {
      message: {
        en: 'The text `{name}` may be of any length',
        it: 'Il testo `{name}` può avere qualsiasi lunghezza',
      },
      snippet: { type: 'string', maxLength: 255 },
    },
    loose: {
      message: {
        en: 'The pattern of the text `{name}` does not limit its length',
        it: 'Il pattern del testo `{name}` non ne limita la lunghezza',
      },
      fix: {
        en: 'Add `maxLength`; a pattern limits the length by itself only from `^` to `$` and without `*`, `+` or open counts.',
        it: 'Aggiungere `maxLength`; un pattern limita la lunghezza da solo se va da `^` a `$` e non usa `*`, `+` o conteggi aperti.',
      },
      snippet: { type: 'string', maxLength: 255 },
    },
  },
  examples: {
    good: [
      {
        yaml: "components:\n  schemas:\n    Residente:\n      properties:\n        nome: { type: string, maxLength: 100 }\n        nascita: { type: string, format: date }\n        codice_fiscale: { type: string, pattern: '^[A-Z0-9]{16}$' }\n",
      },
      {
        versions: ['swagger-2.0'],
        yaml: "definitions:\n  Residente:\n    properties:\n      nome: { type: string, maxLength: 100 }\n      nascita: { type: string, format: date }\n      codice_fiscale: { type: string, pattern: '^[A-Z0-9]{16}$' }\n",
      },
    ],
    bad: [
      {
        yaml: "components:\n  schemas:\n    Residente:\n      properties:\n        nome: { type: string }  # ✗\n        posta: { type: string, format: email }  # ✗\n        via: { type: string, pattern: '^[A-Za-z ]+$' }  # ✗\n",
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /residenti:\n    get:\n      parameters:\n        - name: cognome  # ✗ 11\n          in: query\n          type: string\ndefinitions:\n  Residente:\n    properties:\n      nome: { type: string }  # ✗\n',
      },
    ],
  },
  create: (description, { tell, saw }) =>
    visitTyped(description, (schema, path) => {
      if (!hasType(schema, 'string') || isDownload(schema, path)) return;
      saw();
      if (isSaid(schema, path, description, isBounded)) return;
      const fault = typeof schema.pattern === 'string' ? 'loose' : 'absent';
      tell(path, fault, { name: nameOf(description, path) });
    }),
});
