/** OWASP API Security, unrestricted resource consumption: the range of a number is said. */
import type { Members } from '../../description/specification.ts';
import { typesOf } from '../reading/schema-types.ts';
import { hasFixedValues, isSaid, nameOf, visitTyped } from '../reading/typed-objects.ts';
import { defineRule, everyVersion, type Version } from '../rule.ts';

const bounds = { lower: ['minimum', 'exclusiveMinimum'], upper: ['maximum', 'exclusiveMaximum'] } as const;

/** Exclusive bounds are numbers of their own from 3.1 on; before, they only say how `minimum` and `maximum` are meant. */
function boundIn(version: Version): (schema: Members, bound: 'lower' | 'upper') => boolean {
  const later = version === 'openapi-3.1' || version === 'openapi-3.2';
  return (schema, bound) => {
    const [inclusive, exclusive] = bounds[bound];
    return typeof schema[inclusive] === 'number' || (later && typeof schema[exclusive] === 'number');
  };
}

export const secNumberBoundaries = defineRule({
  id: 'sec-number-boundaries',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Every number has a smallest and a largest value',
    it: 'Ogni numero ha un valore minimo e uno massimo',
  },
  why: {
    en: 'A number without limits lets a request ask for a million results or a negative amount. A `format` such as `int32` gives its size in memory only, not what makes sense.',
    it: 'Un numero senza limiti permette di chiedere un milione di risultati o un importo negativo. Un `format` come `int32` ne dice solo la dimensione in memoria, non ciò che ha senso.',
  },
  fix: {
    en: 'Add `minimum` and `maximum` (or their exclusive forms) as the service needs them.',
    it: 'Aggiungere `minimum` e `maximum` (o le forme esclusive) secondo il servizio.',
  },
  faults: {
    both: {
      message: {
        en: 'The number `{name}` has neither a smallest nor a largest value',
        it: 'Il numero `{name}` non ha né un valore minimo né uno massimo',
      },
      snippet: { type: '{type}', minimum: 0, maximum: 1000 },
    },
    lower: {
      message: {
        en: 'The number `{name}` has no smallest value',
        it: 'Il numero `{name}` non ha un valore minimo',
      },
      fix: {
        en: 'Add `minimum`: 0 or 1, mostly.',
        it: 'Aggiungere `minimum`: per lo più 0 o 1.',
      },
      snippet: { type: '{type}', minimum: 0 },
    },
    upper: {
      message: {
        en: 'The number `{name}` has no largest value',
        it: 'Il numero `{name}` non ha un valore massimo',
      },
      fix: {
        en: 'Add `maximum`, with the largest value that makes sense.',
        it: 'Aggiungere `maximum`, con il valore più grande che abbia senso.',
      },
      snippet: { type: '{type}', maximum: 1000 },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        anni: { type: integer, format: int32, minimum: 0, maximum: 130 }\n        piano: { type: integer, enum: [0, 1, 2] }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      anni: { type: integer, format: int32, minimum: 0, maximum: 130 }\n      piano: { type: integer, enum: [0, 1, 2] }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        anni: { type: integer, format: int32 }  # ✗\n        reddito: { type: number, minimum: 0 }  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /residenti:\n    get:\n      parameters:\n        - name: limit  # ✗ 11\n          in: query\n          type: integer\n          minimum: 1\n      responses:\n        200:\n          description: I residenti\n          headers:\n            X-RateLimit-Limit: { type: integer }  # ✗\n',
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const hasBound = boundIn(description.version);
    return visitTyped(description, (schema, path) => {
      const type = typesOf(schema).find((each) => each === 'number' || each === 'integer');
      if (type === undefined) return;
      saw();
      const says = (bound: 'lower' | 'upper'): boolean =>
        isSaid(schema, path, description, (part) => hasFixedValues(part) || hasBound(part, bound));
      const lower = says('lower');
      const upper = says('upper');
      if (lower && upper) return;
      tell(path, lower ? 'upper' : upper ? 'lower' : 'both', { name: nameOf(description, path), type });
    });
  },
});
