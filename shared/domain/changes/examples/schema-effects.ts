/** What a schema says before and after, for each effect a schema can have: put where the subject of an id stands. */

export type Schema = { readonly [keyword: string]: unknown };

export type Pair = readonly [before: Schema, after: Schema];

const text: Schema = { type: 'string' };
const list: Schema = { type: 'array', items: { type: 'string' } };
const object: Schema = { type: 'object' };

const card: Schema = { title: 'Card', type: 'object', required: ['pan'], properties: { pan: text } };
const transfer: Schema = { title: 'Transfer', type: 'object', required: ['iban'], properties: { iban: text } };
const cash: Schema = { title: 'Cash', type: 'object', required: ['desk'], properties: { desk: text } };

/** Without and with: `-added` and `-removed`. */
const toggles: { readonly [name: string]: Pair } = {
  contains: [list, { ...list, contains: { const: 'IT' } }],
  'content-schema': [
    { type: 'string', contentMediaType: 'application/json' },
    { type: 'string', contentMediaType: 'application/json', contentSchema: { type: 'object' } },
  ],
  'property-names': [object, { type: 'object', propertyNames: { pattern: '^[a-z]+$' } }],
  if: [object, { type: 'object', if: { required: ['iban'] } }],
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema, never awaited
  then: [
    { type: 'object', if: { required: ['iban'] } },
    // biome-ignore lint/suspicious/noThenProperty: as above
    { type: 'object', if: { required: ['iban'] }, then: { required: ['bank'] } },
  ],
  else: [
    { type: 'object', if: { required: ['iban'] } },
    { type: 'object', if: { required: ['iban'] }, else: { required: ['pan'] } },
  ],
  'unevaluated-items': [list, { ...list, unevaluatedItems: false }],
  'unevaluated-properties': [object, { type: 'object', unevaluatedProperties: false }],
  'pattern-property': [object, { type: 'object', patternProperties: { '^x-': text } }],
  'dependent-required': [object, { type: 'object', dependentRequired: { iban: ['bank'] } }],
  'dependent-schema': [object, { type: 'object', dependentSchemas: { iban: { required: ['bank'] } } }],
  const: [text, { type: 'string', const: 'IT' }],
  'default-value': [text, { type: 'string', default: 'IT' }],
  pattern: [text, { type: 'string', pattern: '^[A-Z]{2}$' }],
  discriminator: [{ oneOf: [card, transfer] }, { oneOf: [card, transfer], discriminator: { propertyName: 'kind' } }],
  'one-of': [{ oneOf: [card, transfer] }, { oneOf: [card, transfer, cash] }],
  'any-of': [{ anyOf: [card, transfer] }, { anyOf: [card, transfer, cash] }],
  'all-of': [{ allOf: [text] }, { allOf: [text, { pattern: '^[A-Z]+$' }] }],
  'prefix-items': [
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text, { type: 'integer' }] },
  ],
};

const words: Pair = [{ allOf: [text] }, { allOf: [text, { description: 'As on the card.' }] }];

/** The keyword, what stands beside it, a lower and a higher value. */
const bounds: { readonly [name: string]: readonly [keyword: string, beside: Schema, low: number, high: number] } = {
  max: ['maximum', { type: 'integer' }, 50, 100],
  min: ['minimum', { type: 'integer' }, 1, 10],
  'exclusive-max': ['exclusiveMaximum', { type: 'integer' }, 50, 100],
  'exclusive-min': ['exclusiveMinimum', { type: 'integer' }, 1, 10],
  'max-length': ['maxLength', text, 16, 20],
  'min-length': ['minLength', text, 2, 4],
  'max-items': ['maxItems', list, 5, 10],
  'min-items': ['minItems', list, 2, 3],
  'max-contains': ['maxContains', { ...list, contains: { const: 'IT' } }, 2, 3],
  'min-contains': ['minContains', { ...list, contains: { const: 'IT' } }, 2, 3],
  'max-properties': ['maxProperties', object, 5, 10],
  'min-properties': ['minProperties', object, 2, 3],
  'multiple-of': ['multipleOf', { type: 'integer' }, 5, 10],
};

const moves: { readonly [name: string]: (beside: Schema, low: Schema, high: Schema) => Pair } = {
  set: (beside, low) => [beside, { ...beside, ...low }],
  unset: (beside, low) => [{ ...beside, ...low }, beside],
  tightened: (beside, low) => [beside, { ...beside, ...low }],
  relaxed: (beside, low) => [{ ...beside, ...low }, beside],
  increased: (beside, low, high) => [
    { ...beside, ...low },
    { ...beside, ...high },
  ],
  decreased: (beside, low, high) => [
    { ...beside, ...high },
    { ...beside, ...low },
  ],
};

const few: Schema = { type: 'string', enum: ['card', 'transfer'] };
const more: Schema = { type: 'string', enum: ['card', 'transfer', 'cash'] };

const mapped = (mapping: Schema): Schema => ({
  oneOf: [card, transfer],
  discriminator: { propertyName: 'kind', mapping },
});

const single: { readonly [effect: string]: Pair } = {
  'became-nullable': [text, { type: ['string', 'null'] }],
  'became-not-nullable': [{ type: ['string', 'null'] }, text],
  'became-enum': [text, few],
  'enum-value-added': [few, more],
  'enum-value-removed': [more, few],
  'x-extensible-enum-value-removed': [
    { type: 'string', 'x-extensible-enum': ['card', 'cash'] },
    { type: 'string', 'x-extensible-enum': ['card'] },
  ],
  'const-changed': [
    { type: 'string', const: 'IT' },
    { type: 'string', const: 'EU' },
  ],
  'default-value-changed': [
    { type: 'string', default: 'IT' },
    { type: 'string', default: 'EU' },
  ],
  'pattern-changed': [
    { type: 'string', pattern: '^[A-Z]{2}$' },
    { type: 'string', pattern: '^[A-Z]{3}$' },
  ],
  'pattern-generalized': [
    { type: 'string', pattern: '^[A-Z]{2}$' },
    { type: 'string', pattern: '^.*$' },
  ],
  'pattern-relaxed': [{ type: 'string', pattern: '^[A-Z]{2}$' }, { type: 'string' }],
  'pattern-tightened': [text, { type: 'string', pattern: '^[A-Z]{2}$' }],
  'type-changed': [{ type: 'integer' }, { type: 'boolean' }],
  'type-generalized': [{ type: 'integer' }, { type: 'number' }],
  'type-specialized': [{ type: 'number' }, { type: 'integer' }],
  'type-compatible': [text, { type: 'integer' }],
  'list-of-types-narrowed': [{ anyOf: [{ type: 'integer' }, { type: 'boolean' }] }, { anyOf: [{ type: 'integer' }] }],
  'list-of-types-widened': [{ anyOf: [{ type: 'integer' }] }, { anyOf: [{ type: 'integer' }, { type: 'boolean' }] }],
  'additional-properties-allowed': [{ type: 'object', additionalProperties: false }, object],
  'additional-properties-forbidden': [object, { type: 'object', additionalProperties: false }],
  'wrapped-in-one-of': [{ type: 'object', properties: { name: text } }, { oneOf: [card, transfer] }],
  'content-encoding-changed': [
    { type: 'string', contentEncoding: 'base64' },
    { type: 'string', contentEncoding: 'base16' },
  ],
  'content-media-type-changed': [
    { type: 'string', contentMediaType: 'image/png' },
    { type: 'string', contentMediaType: 'image/webp' },
  ],
  'dependent-required-changed': [
    { type: 'object', dependentRequired: { iban: ['bank'] } },
    { type: 'object', dependentRequired: { iban: ['branch'] } },
  ],
  'discriminator-property-name-changed': [
    { oneOf: [card, transfer], discriminator: { propertyName: 'kind' } },
    { oneOf: [card, transfer], discriminator: { propertyName: 'type' } },
  ],
  'discriminator-mapping-added': [mapped({ card: 'Card' }), mapped({ card: 'Card', transfer: 'Transfer' })],
  'discriminator-mapping-changed': [mapped({ card: 'Card' }), mapped({ card: 'Transfer' })],
  'discriminator-mapping-deleted': [mapped({ card: 'Card', transfer: 'Transfer' }), mapped({ card: 'Card' })],
  'all-of-added-annotation-only': words,
  'all-of-removed-annotation-only': [words[1], words[0]],
  'unique-items-relaxed': [{ ...list, uniqueItems: true }, list],
  'unique-items-tightened': [list, { ...list, uniqueItems: true }],
};

/** Undefined: no effect on a schema alone. */
export function findSchemaPair(effect: string): Pair | undefined {
  if (Object.hasOwn(single, effect)) return single[effect];
  const [, stem = '', move = ''] = /^(.+)-([a-z]+)$/.exec(effect) ?? [];
  const toggle = Object.hasOwn(toggles, stem) ? toggles[stem] : undefined;
  if (toggle !== undefined && move === 'added') return toggle;
  if (toggle !== undefined && move === 'removed') return [toggle[1], toggle[0]];
  const bound = Object.hasOwn(bounds, stem) ? bounds[stem] : undefined;
  if (bound === undefined || !Object.hasOwn(moves, move)) return undefined;
  const [keyword, beside, low, high] = bound;
  return moves[move]?.(beside, { [keyword]: low }, { [keyword]: high });
}
