/** OWASP API Security, broken object property level authorization: an object that says nothing takes any property. */
import { compositionOf, isComposed, isObjectSchema } from '../reading/composition.ts';
import { nameOf } from '../reading/typed-objects.ts';
import { defineRule, everyVersion, type Node } from '../rule.ts';

export const secNoDefaultAdditionalProperties = defineRule({
  id: 'sec-no-default-additionalProperties',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Every object says whether it takes other properties',
    it: 'Ogni oggetto dichiara se accetta altre proprietà',
  },
  why: {
    en: 'An object that does not say takes any property: what nobody foresaw is stored or passed on unchecked.',
    it: 'Un oggetto che non lo dice accetta qualsiasi proprietà: ciò che nessuno ha previsto viene salvato o inoltrato senza controlli.',
  },
  fix: {
    en: 'Add `additionalProperties: false`; objects made of others with `allOf` are left out, since closing a part would refuse the properties of the others (from OpenAPI 3.1 on, `unevaluatedProperties: false` closes the whole).',
    it: 'Aggiungere `additionalProperties: false`; sono esclusi gli oggetti composti con `allOf`, perché chiuderne una parte rifiuterebbe le proprietà delle altre (da OpenAPI 3.1, `unevaluatedProperties: false` chiude l’insieme).',
  },
  faults: {
    open: {
      message: {
        en: 'The object `{name}` does not say whether it takes other properties, so it takes any',
        it: 'L’oggetto `{name}` non dice se accetta altre proprietà, quindi le accetta tutte',
      },
      snippet: { type: 'object', additionalProperties: false },
    },
    shapeless: {
      message: {
        en: 'The object `{name}` defines no property, so it takes anything',
        it: 'L’oggetto `{name}` non definisce alcuna proprietà, quindi accetta qualunque cosa',
      },
      fix: {
        en: 'Define its properties and add `additionalProperties: false`, or give the schema of its values in `additionalProperties` together with `maxProperties`.',
        it: 'Definirne le proprietà e aggiungere `additionalProperties: false`, o dare lo schema dei valori in `additionalProperties` insieme a `maxProperties`.',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: "components:\n  schemas:\n    Sportello:\n      type: object\n      properties:\n        nome: { type: string }\n      additionalProperties: false\n    Base:\n      type: object\n      properties:\n        id: { type: string }\n    Ufficio:\n      allOf:\n        - $ref: '#/components/schemas/Base'\n        - type: object\n          properties:\n            orario: { type: string }\n",
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Sportello:\n    type: object\n    properties:\n      nome: { type: string }\n    additionalProperties: false\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Sportello:  # ✗\n      type: object\n      properties:\n        nome: { type: string }\n    Contesto: { type: object }  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Sportello:  # ✗\n    type: object\n    properties:\n      nome: { type: string }\n',
      },
    ],
  },
  create(description, { tell, saw }) {
    const composition = compositionOf(description);
    const candidates: Node[] = [];
    return {
      schema(schema, path) {
        composition.add(schema, path);
        if (isObjectSchema(schema) && !isComposed(schema)) candidates.push({ value: schema, path });
      },
      end() {
        for (const { value, path } of candidates) {
          if (composition.isPart(value)) continue;
          saw();
          if (Object.hasOwn(value, 'additionalProperties') || Object.hasOwn(value, 'unevaluatedProperties')) continue;
          const named = ['properties', 'patternProperties'].some((member) => Object.hasOwn(value, member));
          tell(path, named ? 'open' : 'shapeless', { name: nameOf(description, path) });
        }
      },
    };
  },
});
