/** OWASP API Security, broken object property level authorization: no object takes properties it does not know. */
import { compositionOf, isObjectSchema } from '../reading/composition.ts';
import { at } from '../reading/operations.ts';
import { nameOf } from '../reading/typed-objects.ts';
import { defineRule, everyVersion, type Node } from '../rule.ts';

export const secNoAdditionalProperties = defineRule({
  id: 'sec-no-additionalProperties',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'No object says that it takes any property',
    it: 'Nessun oggetto dichiara di accettare qualsiasi proprietà',
  },
  why: {
    en: 'What an object takes without knowing it is stored or passed on unchecked: a role or a price set by whoever asks.',
    it: 'Ciò che un oggetto accetta senza conoscerlo viene salvato o inoltrato senza controlli: un ruolo o un prezzo deciso da chi chiama.',
  },
  fix: {
    en: 'Replace `additionalProperties: true` by `false`, or by a schema of the values together with `maxProperties`.',
    it: 'Sostituire `additionalProperties: true` con `false`, o con uno schema dei valori insieme a `maxProperties`.',
  },
  faults: {
    open: {
      message: {
        en: 'The object `{name}` takes any property (`additionalProperties: true`)',
        it: 'L’oggetto `{name}` accetta qualsiasi proprietà (`additionalProperties: true`)',
      },
      snippet: { type: 'object', additionalProperties: false },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Sportello:\n      type: object\n      properties:\n        nome: { type: string }\n      additionalProperties: false\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Sportello:\n    type: object\n    properties:\n      nome: { type: string }\n    additionalProperties: false\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Sportello:\n      type: object\n      properties:\n        nome: { type: string }\n      additionalProperties: true  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Sportello:\n    type: object\n    properties:\n      nome: { type: string }\n    additionalProperties: true  # ✗\n',
      },
    ],
  },
  create(description, { tell, saw }) {
    const composition = compositionOf(description);
    const open: Node[] = [];
    return {
      schema(schema, path) {
        composition.add(schema, path);
        if (!isObjectSchema(schema)) return;
        saw();
        if (schema.additionalProperties === true) open.push({ value: schema, path });
      },
      end() {
        for (const { value, path } of open) {
          // A part of a larger object must leave room for the others.
          if (composition.isPart(value)) continue;
          tell(at(path, 'additionalProperties'), 'open', { name: nameOf(description, path) });
        }
      },
    };
  },
});
