/**
 * What happened to a subject, for ids made of both (`request-property` + `max-length-decreased`): a table of bounds by
 * moves, one of keywords by whether they came or went, and the rest one by one. Gaps: change-template.ts.
 */
import type { AdviceName } from './change-advice.ts';

/** A predicate in both languages; without advice, that of its direction holds. */
export type Effect = readonly [en: string, it: string, advice?: AdviceName];

const was = '[: {new}][ (was {old})]';
const era = '[: {new}][ (prima {old})]';

/** Without article, which both `a lower …` and `a …` precede; the Italian one with it. */
const bounds: { readonly [name: string]: readonly [en: string, it: string] } = {
  max: ['maximum', 'un massimo'],
  min: ['minimum', 'un minimo'],
  'exclusive-max': ['maximum that is itself excluded', 'un massimo escluso'],
  'exclusive-min': ['minimum that is itself excluded', 'un minimo escluso'],
  'max-length': ['maximum length', 'una lunghezza massima'],
  'min-length': ['minimum length', 'una lunghezza minima'],
  'max-items': ['maximum number of items', 'un numero massimo di elementi'],
  'min-items': ['minimum number of items', 'un numero minimo di elementi'],
  'max-contains': ['maximum number of matching items', 'un numero massimo di elementi corrispondenti'],
  'min-contains': ['minimum number of matching items', 'un numero minimo di elementi corrispondenti'],
  'max-properties': ['maximum number of properties', 'un numero massimo di proprietà'],
  'min-properties': ['minimum number of properties', 'un numero minimo di proprietà'],
  'multiple-of': ['step between values (`multipleOf`)', 'un passo tra i valori (`multipleOf`)'],
};

const moves: { readonly [name: string]: (en: string, it: string) => Effect } = {
  set: (en, it) => [`now has a ${en}[: {new}]`, `ora ha ${it}[: {new}]`],
  unset: (en, it) => [`no longer has a ${en}[ (was {old})]`, `non ha più ${it}[ (prima {old})]`],
  decreased: (en, it) => [`now has a lower ${en}${was}`, `ora ha ${it} inferiore${era}`],
  increased: (en, it) => [`now has a higher ${en}${was}`, `ora ha ${it} superiore${era}`],
  relaxed: (en, it) => [`now has a looser ${en}${was}`, `ora ha ${it} meno stringente${era}`],
  tightened: (en, it) => [`now has a tighter ${en}${was}`, `ora ha ${it} più stringente${era}`],
};

/** Ids that end in `-added` and `-removed`: what there is, or is no longer. */
const keywords: { readonly [name: string]: readonly [en: string, it: string] } = {
  contains: [
    'a rule on the items it must contain (`contains`)',
    'una regola sugli elementi che deve contenere (`contains`)',
  ],
  'content-schema': [
    'a schema for the content it encodes (`contentSchema`)',
    'uno schema per il contenuto che codifica (`contentSchema`)',
  ],
  'dependent-required': [
    'further required properties[ when {name} is present] (`dependentRequired`)',
    'altre proprietà obbligatorie[ quando è presente {name}] (`dependentRequired`)',
  ],
  'dependent-schema': [
    'a rule that depends on a property being present[: {name}] (`dependentSchemas`)',
    'una regola che dipende dalla presenza di una proprietà[: {name}] (`dependentSchemas`)',
  ],
  if: ['a condition (`if`)', 'una condizione (`if`)'],
  // biome-ignore lint/suspicious/noThenProperty: a name in ids, never awaited
  then: ['a rule for when its condition holds (`then`)', 'una regola per quando la condizione è vera (`then`)'],
  else: [
    'a rule for when its condition does not hold (`else`)',
    'una regola per quando la condizione è falsa (`else`)',
  ],
  'pattern-property': [
    'a rule for properties whose names match a pattern[: {name}] (`patternProperties`)',
    'una regola per le proprietà i cui nomi seguono un modello[: {name}] (`patternProperties`)',
  ],
  'property-names': [
    'a rule for the names of its properties (`propertyNames`)',
    'una regola per i nomi delle sue proprietà (`propertyNames`)',
  ],
  'unevaluated-items': [
    'a rule for items not described otherwise (`unevaluatedItems`)',
    'una regola per gli elementi non descritti altrimenti (`unevaluatedItems`)',
  ],
  'unevaluated-properties': [
    'a rule for properties not described otherwise (`unevaluatedProperties`)',
    'una regola per le proprietà non descritte altrimenti (`unevaluatedProperties`)',
  ],
};

const lists: { readonly [name: string]: readonly [en: string, it: string, keyword: string] } = {
  'one-of': ['alternative', "un'alternativa", 'oneOf'],
  'any-of': ['alternative', "un'alternativa", 'anyOf'],
  'all-of': ['part', 'una parte', 'allOf'],
  'prefix-items': ['item in a fixed place', 'un elemento in posizione fissa', 'prefixItems'],
};

const single: { readonly [effect: string]: Effect } = {
  added: ['was added', 'è stat{o} aggiunt{o}'],
  removed: ['was removed', 'è stat{o} rimoss{o}', 'stop-sending'],
  'removed-before-sunset': [
    'was removed before the day announced for it[ ({old})]',
    'è stat{o} rimoss{o} prima del giorno annunciato[ ({old})]',
    'stop-sending',
  ],
  'removed-with-deprecation': [
    'was removed after having been deprecated',
    'è stat{o} rimoss{o} dopo essere stat{o} deprecat{o}',
  ],
  'added-optional': ['was added and may be left out', 'è stat{o} aggiunt{o} e si può omettere'],
  'added-required': ['was added and is required', 'è stat{o} aggiunt{o} ed è obbligatori{o}', 'send-it'],
  'became-required': ['is now required', 'ora è obbligatori{o}', 'send-it'],
  'became-required-with-default': [
    'is now required, although it has a default',
    'ora è obbligatori{o}, benché abbia un valore predefinito',
    'send-it',
  ],
  'became-optional': ['is now optional', 'ora è facoltativ{o}', 'maybe-absent'],
  'became-nullable': ['may now be null', 'ora può essere null', 'maybe-null'],
  'became-not-nullable': ['may no longer be null', 'non può più essere null', 'never-null'],
  'became-enum': [
    'now takes listed values only[: {new}]',
    'ora accetta solo i valori elencati[: {new}]',
    'listed-values',
  ],
  'enum-value-added': [
    'has a further value in its list[: {new}]',
    'ha un valore in più nel suo elenco[: {new}]',
    'new-value',
  ],
  'enum-value-removed': [
    'has a value less in its list[: {old}]',
    'ha un valore in meno nel suo elenco[: {old}]',
    'listed-values',
  ],
  'enum-dropped': [
    'may now have other values than those listed before[: {old}]',
    'ora può avere valori diversi da quelli elencati prima[: {old}]',
    'new-value',
  ],
  'x-extensible-enum-value-removed': [
    'has a known value less[: {old}] (`x-extensible-enum`)',
    'ha un valore noto in meno[: {old}] (`x-extensible-enum`)',
    'listed-values',
  ],
  'const-added': ['now always has one value[: {new}]', 'ora ha sempre un solo valore[: {new}]'],
  'const-changed': [`now has another fixed value${was}`, `ora ha un altro valore fisso${era}`],
  'const-removed': ['no longer has a fixed value[ (was {old})]', 'non ha più un valore fisso[ (prima {old})]'],
  'default-value-added': ['now has a default[: {new}]', 'ora ha un valore predefinito[: {new}]', 'say-default'],
  'default-value-changed': [`now has another default${was}`, `ora ha un altro valore predefinito${era}`, 'say-default'],
  'default-value-removed': [
    'no longer has a default[ (was {old})]',
    'non ha più un valore predefinito[ (prima {old})]',
    'say-default',
  ],
  'pattern-added': ['now has a pattern[: {new}]', 'ora ha un modello da seguire[: {new}]', 'pattern'],
  'pattern-changed': [`now has another pattern${was}`, `ora ha un altro modello da seguire${era}`, 'pattern'],
  'pattern-generalized': [`now has a more general pattern${was}`, `ora ha un modello più generale da seguire${era}`],
  'pattern-relaxed': [
    'has a looser pattern, or none[: {new}][ (was {old})]',
    'ha un modello meno stringente, o nessuno[: {new}][ (prima {old})]',
  ],
  'pattern-tightened': ['now has a pattern[: {new}]', 'ora ha un modello da seguire[: {new}]'],
  'pattern-removed': ['no longer has a pattern[ (was {old})]', 'non ha più un modello da seguire[ (prima {old})]'],
  'type-changed': [`has another type${was}`, `ha un altro tipo${era}`, 'type'],
  'type-generalized': [`has a more general type${was}`, `ha un tipo più generale${era}`, 'type'],
  'type-specialized': [`has a more specific type${was}`, `ha un tipo più specifico${era}`, 'type'],
  'type-compatible': [
    `has another type that fits the old one${was}`,
    `ha un altro tipo, compatibile con il precedente${era}`,
  ],
  'list-of-types-narrowed': [`allows fewer types${was}`, `ammette meno tipi${era}`, 'type'],
  'list-of-types-widened': [`allows more types${was}`, `ammette più tipi${era}`, 'type'],
  'location-changed': [
    'is now sent in another place of the request[: {new}][ (was {old})]',
    "ora si invia in un'altra parte della richiesta[: {new}][ (prima {old})]",
    'send-elsewhere',
  ],
  'serialization-changed': [
    `is now written in another way in the request${was}`,
    `ora si scrive in un altro modo nella richiesta${era}`,
    'write-anew',
  ],
  'additional-properties-allowed': [
    'may now have properties that are not described',
    'ora può avere proprietà non descritte',
    'ignore-unknown',
  ],
  'additional-properties-forbidden': [
    'may no longer have properties that are not described',
    'non può più avere proprietà non descritte',
    'described-only',
  ],
  'wrapped-in-one-of': [
    'is now a choice of shapes, none of which is the one before',
    'ora è una scelta tra forme, nessuna delle quali è quella precedente',
    'shape',
  ],
  'content-encoding-changed': [`is now encoded otherwise${was}`, `ora è codificat{o} in altro modo${era}`, 'encoding'],
  'content-media-type-changed': [
    `now holds content of another type${was}`,
    `ora contiene un altro tipo di contenuto${era}`,
    'encoding',
  ],
  'media-type-schema-added': ['now has a schema', 'ora ha uno schema', 'shape'],
  'media-type-schema-removed': ['no longer has a schema', 'non ha più uno schema'],
  'dependent-required-changed': [
    'requires other properties than before[ when {name} is present] (`dependentRequired`)',
    'richiede proprietà diverse da prima[ quando è presente {name}] (`dependentRequired`)',
  ],
  'discriminator-added': [
    'is now told apart by a property[, {new}] (`discriminator`)',
    'ora si distingue in base a una proprietà[, {new}] (`discriminator`)',
  ],
  'discriminator-removed': [
    'is no longer told apart by a property[, {old}] (`discriminator`)',
    'non si distingue più in base a una proprietà[, {old}] (`discriminator`)',
    'discriminator',
  ],
  'discriminator-property-name-changed': [
    `is now told apart by another property${was}`,
    `ora si distingue in base a un'altra proprietà${era}`,
    'discriminator',
  ],
  'discriminator-mapping-added': [
    'has new names for its alternatives[: {new}]',
    'ha nuovi nomi per le sue alternative[: {new}]',
  ],
  'discriminator-mapping-changed': [
    'now maps a name[, {name},] to another alternative[: {new}][ (was {old})]',
    "fa corrispondere a un nome[, {name},] un'alternativa diversa da prima[: {new}][ (prima {old})]",
    'discriminator',
  ],
  'discriminator-mapping-deleted': [
    'no longer has some names of its alternatives[: {old}]',
    'non ha più alcuni nomi delle sue alternative[: {old}]',
    'discriminator',
  ],
  'unique-items-relaxed': ['may now have the same item twice', 'ora può avere elementi ripetuti', 'repeated'],
  'unique-items-tightened': [
    'may no longer have the same item twice',
    'non può più avere elementi ripetuti',
    'never-repeated',
  ],
  deprecated: ['is now deprecated', 'ora è deprecat{o}', 'leave-it'],
  'deprecated-with-sunset': [
    'is now deprecated[ and ends on {new}]',
    'ora è deprecat{o}[ e termina il {new}]',
    'leave-it',
  ],
  reactivated: ['is no longer deprecated', 'non è più deprecat{o}'],
  'stability-decreased': [
    'is now less stable[: {new}][ (was {old})]',
    'ora è meno stabile[: {new}][ (prima {old})]',
    'less-stable',
  ],
  'stability-increased': ['is now more stable[: {new}][ (was {old})]', 'ora è più stabile[: {new}][ (prima {old})]'],
  'sunset-date-changed-too-small': [
    'ends earlier than announced[: {new}][ (was {old})]',
    'termina prima di quanto annunciato[: {new}][ (prima {old})]',
    'sunset',
  ],
  'sunset-deleted': [
    'no longer has an announced end[ (was {old})]',
    'non ha più una fine annunciata[ (prima {old})]',
    'sunset',
  ],
};

/**
 * The effect that says it best: one id also stands for a bound or a list of values that came to be or is gone, where the
 * catalogue has none for that.
 */
export function closestEffect(name: string, hasOld: boolean, hasNew: boolean): string {
  if (hasOld === hasNew) return name;
  const [, stem = '', move = ''] = /^(.+)-(decreased|increased|relaxed|tightened)$/.exec(name) ?? [];
  if (move !== '' && Object.hasOwn(bounds, stem)) return `${stem}-${hasNew ? 'set' : 'unset'}`;
  if (name === 'enum-value-added' && !hasNew) return 'enum-dropped';
  return name === 'enum-value-removed' && hasNew ? 'became-enum' : name;
}

/** Undefined: no such effect. */
export function findEffect(name: string): Effect | undefined {
  if (Object.hasOwn(single, name)) return single[name];
  const [, stem = '', move = ''] = /^(.+)-([a-z]+)$/.exec(name) ?? [];
  const bound = Object.hasOwn(bounds, stem) ? bounds[stem] : undefined;
  if (bound !== undefined && Object.hasOwn(moves, move)) return moves[move]?.(...bound);
  const [, part = '', way, bare = ''] = /^(.+)-(added|removed)(-annotation-only)?$/.exec(name) ?? [];
  if (Object.hasOwn(keywords, part)) return keywordEffect(part, way === 'added');
  return Object.hasOwn(lists, part) ? listEffect(part, way === 'added', bare !== '') : undefined;
}

function keywordEffect(name: string, isAdded: boolean): Effect | undefined {
  const [en, it] = keywords[name] ?? [];
  if (en === undefined || it === undefined) return undefined;
  return isAdded ? [`now has ${en}`, `ora ha ${it}`] : [`no longer has ${en}`, `non ha più ${it}`];
}

function listEffect(name: string, isAdded: boolean, isBare: boolean): Effect | undefined {
  const [en, it, keyword] = lists[name] ?? [];
  if (en === undefined || it === undefined) return undefined;
  const [bare, soloParole] = isBare ? [' of words only', ' di sole parole'] : ['', ''];
  return isAdded
    ? [
        `now has a further ${en}${bare}[: {new}] (\`${keyword}\`)`,
        `ora ha in più ${it}${soloParole}[: {new}] (\`${keyword}\`)`,
        'shape',
      ]
    : [
        `no longer has an earlier ${en}${bare}[: {old}] (\`${keyword}\`)`,
        `non ha più ${it}${soloParole}[: {old}] (\`${keyword}\`)`,
        'shape',
      ];
}
