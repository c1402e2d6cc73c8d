/** What a sentence on a change begins with: the body, property, parameter or operation that changed, by its names. */
import type { Change, OperationName, Subject } from '../domain/changes/change.ts';
import type { Text } from '../domain/text.ts';
import { fillTemplate, type Gaps, type Gender, quoteText } from './change-template.ts';

/** A phrase in both languages, the Italian one with its gender; gaps: change-template.ts. */
export type Phrase = readonly [en: string, it: string, gender: Gender];

export type SubjectKind =
  | 'request-body'
  | 'response-body'
  | 'request-property'
  | 'response-property'
  | 'request-read-only-property'
  | 'response-write-only-property'
  | 'request-parameter'
  | 'request-parameter-property'
  | 'request-header-property'
  | 'response-header'
  | 'response'
  | 'operation'
  | 'schema'
  | 'api'
  | 'security'
  | 'global-security'
  | 'security-scheme'
  | 'operation-id'
  | 'tag'
  | 'server'
  | 'callback'
  | 'webhook'
  | 'request-media-type'
  | 'response-media-type';

const ofProperty = (direction: 'request' | 'response', markEn: string, markIt: string): readonly Phrase[] => {
  const [title, where] = direction === 'request' ? ['Request', 'nella richiesta'] : ['Response', 'nella risposta'];
  const label = markEn === '' ? title : `${markEn} ${direction}`;
  const status = direction === 'request' ? '' : '[ (status {status})]';
  const statusIt = direction === 'request' ? '' : '[ (stato {status})]';
  const [inThe, nella] = direction === 'request' ? ['request', 'richiesta'] : ['response', 'risposta'];
  return [
    [`Each item of {parameter}{item}`, 'Ogni elemento del {parametro}{item}', 'm'],
    [`Each item of ${inThe} schema {schema}{item}`, `Ogni elemento dello schema {schema} ${where}{item}`, 'm'],
    [`Each item of the ${inThe} body{item}`, `Ogni elemento del corpo della ${nella}{item}`, 'm'],
    [`${label} property {property} of {schema}`, `La proprietà${markIt} {property} di {schema} ${where}`, 'f'],
    [`${label} property {property} of {parameter}`, `La proprietà${markIt} {property} del {parametro}`, 'f'],
    [`${label} property {property}${status}`, `La proprietà${markIt} {property} ${where}${statusIt}`, 'f'],
    [`${title} schema {schema}`, `Lo schema {schema} ${where}`, 'm'],
    [`Schema of {parameter}`, `Lo schema del {parametro}`, 'm'],
    [`${label} property${status}`, `Una proprietà${markIt} ${where}${statusIt}`, 'f'],
  ];
};

const ofParameterProperty: readonly Phrase[] = [
  ['Each item of {parameter}{item}', 'Ogni elemento del {parametro}{item}', 'm'],
  ['Each item of parameter schema {schema}{item}', 'Ogni elemento dello schema {schema} di un parametro{item}', 'm'],
  ['Property {property} of {parameter}', 'La proprietà {property} del {parametro}', 'f'],
  ['Parameter property {property} of {schema}', 'La proprietà {property} di {schema} in un parametro', 'f'],
  ['Part of {parameter}', 'Una parte del {parametro}', 'f'],
  ['Parameter schema {schema}', 'Lo schema {schema} di un parametro', 'm'],
  ['Property of a parameter', 'Una proprietà di un parametro', 'f'],
];

/** For each the fullest first: the first of which all names are known is taken; the last needs none. */
const phrases: { readonly [kind in Exclude<SubjectKind, 'operation'>]: readonly Phrase[] } = {
  'request-body': [
    ['Request body {schema}', 'Il corpo {schema} della richiesta', 'm'],
    ['Part {property} of the request body', 'La parte {property} del corpo della richiesta', 'f'],
    ['Request body ({mediaType})', 'Il corpo della richiesta ({mediaType})', 'm'],
    ['Request body', 'Il corpo della richiesta', 'm'],
  ],
  'response-body': [
    ['Response body {schema}', 'Il corpo {schema} della risposta', 'm'],
    ['Part {property} of the response body', 'La parte {property} del corpo della risposta', 'f'],
    [
      'Response body of status {status}[ ({mediaType})]',
      'Il corpo della risposta con stato {status}[ ({mediaType})]',
      'm',
    ],
    ['Response body', 'Il corpo della risposta', 'm'],
  ],
  'request-property': ofProperty('request', '', ''),
  'response-property': ofProperty('response', '', ''),
  'request-read-only-property': ofProperty('request', 'Read-only', ' di sola lettura'),
  'response-write-only-property': ofProperty('response', 'Write-only', ' di sola scrittura'),
  'request-parameter': [
    ['{Parameter}', 'Il {parametro}', 'm'],
    ['Parameter schema {schema}', 'Lo schema {schema} di un parametro', 'm'],
    ['Request parameter', 'Un parametro della richiesta', 'm'],
  ],
  'request-parameter-property': ofParameterProperty,
  'request-header-property': ofParameterProperty,
  'response-header': [
    ['Response header {header}[ (status {status})]', "L'intestazione {header} della risposta[ (stato {status})]", 'f'],
    ['Response header schema {schema}', "Lo schema {schema} di un'intestazione della risposta", 'm'],
    ['Response header', "Un'intestazione della risposta", 'f'],
  ],
  response: [
    ['Response with status {status}', 'La risposta con stato {status}', 'f'],
    ['Response', 'Una risposta', 'f'],
  ],
  schema: [
    ['Property {property} of {schema}', 'La proprietà {property} di {schema}', 'f'],
    ['Property {property} of {parameter}', 'La proprietà {property} del {parametro}', 'f'],
    ['Schema {schema}', 'Lo schema {schema}', 'm'],
    ['Schema {name}', 'Lo schema {name}', 'm'],
    ['Property {property}', 'La proprietà {property}', 'f'],
    ['Schema of {parameter}', 'Lo schema del {parametro}', 'm'],
    ['Schema', 'Uno schema', 'm'],
  ],
  api: [['API description', "La descrizione dell'API", 'f']],
  security: [
    ['Security requirement {name}', 'Il requisito di sicurezza {name}', 'm'],
    ['Security requirement', 'Un requisito di sicurezza', 'm'],
  ],
  'global-security': [
    ['Security requirement {name} of the whole API', "Il requisito di sicurezza {name} di tutta l'API", 'm'],
    ['Security requirement of the whole API', "Un requisito di sicurezza di tutta l'API", 'm'],
  ],
  'security-scheme': [
    ['Security scheme {name}', 'Lo schema di sicurezza {name}', 'm'],
    ['Security scheme', 'Uno schema di sicurezza', 'm'],
  ],
  'operation-id': [
    ['Operation identifier {old}', "L'identificativo di operazione {old}", 'm'],
    ['Operation identifier {new}', "L'identificativo di operazione {new}", 'm'],
    ['Operation identifier', 'Un identificativo di operazione', 'm'],
  ],
  tag: [
    ['Tag {name}', "L'etichetta {name}", 'f'],
    ['Tag', "Un'etichetta", 'f'],
  ],
  server: [
    ['Server {name}', 'Il server {name}', 'm'],
    ['Server', 'Un server', 'm'],
  ],
  callback: [
    ['Callback {name}', 'La callback {name}', 'f'],
    ['Callback', 'Una callback', 'f'],
  ],
  webhook: [
    ['Webhook {name}', 'Il webhook {name}', 'm'],
    ['Webhook', 'Un webhook', 'm'],
  ],
  'request-media-type': [
    ['Request media type {mediaType}', 'Il tipo di contenuto {mediaType} della richiesta', 'm'],
    ['Request media type', 'Un tipo di contenuto della richiesta', 'm'],
  ],
  'response-media-type': [
    [
      'Response media type {mediaType}[ (status {status})]',
      'Il tipo di contenuto {mediaType} della risposta[ (stato {status})]',
      'm',
    ],
    ['Response media type', 'Un tipo di contenuto della risposta', 'm'],
  ],
};

const places: { readonly [where: string]: readonly [en: string, it: string] } = {
  query: ['query', ' di query'],
  path: ['path', ' di percorso'],
  header: ['header', ' di intestazione'],
  cookie: ['cookie', ' di cookie'],
  formData: ['form', ' di modulo'],
};

/**
 * The names of a subject, quoted; absent or empty ones are no gaps to fill. An item of a list that is no property has a
 * gap of its own, that is there and empty.
 */
export function gapsOf({ parameter, ...names }: Subject): Gaps {
  const gaps: { [name: string]: string } = {};
  for (const [name, text] of Object.entries(names))
    if (typeof text === 'string' && text !== '') gaps[name] = quoteText(text);
  if (names.property === '[]') {
    delete gaps.property;
    gaps.item = '';
  }
  if (parameter === undefined) return gaps;
  const [en, it] = (Object.hasOwn(places, parameter.in) ? places[parameter.in] : undefined) ?? ['request', ''];
  const name = quoteText(parameter.name);
  return {
    ...gaps,
    parameter: `${en} parameter ${name}`,
    Parameter: `${en.charAt(0).toUpperCase()}${en.slice(1)} parameter ${name}`,
    parametro: `parametro${it} ${name}`,
  };
}

const mostOperations = 3;

const nameOf = ({ method, path }: OperationName): string => quoteText(`${method} ${path}`);

/** The first operations, then a mark that there are more. */
function listOperations({ operations, operationCount }: Change): string {
  const shown = operations.slice(0, mostOperations).map(nameOf).join(', ');
  return operationCount > mostOperations && shown !== '' ? `${shown}, …` : shown;
}

/** In brackets, after what is not itself about operations. */
export function operationsTail(change: Change): Text {
  const count = Math.max(change.operationCount, change.operations.length);
  const list = listOperations(change);
  if (count === 0 || list === '') return { en: '', it: '' };
  if (count === 1) return { en: ` (${list})`, it: ` (${list})` };
  return { en: ` (${count} operations: ${list})`, it: ` (${count} operazioni: ${list})` };
}

/** Singular whatever their number, so that what follows agrees. */
function operationPhrase(change: Change): Phrase {
  const count = Math.max(change.operationCount, change.operations.length);
  const list = listOperations(change);
  if (list === '') return ['An operation', "Un'operazione", 'f'];
  if (count === 1) return [`Operation ${list}`, `L'operazione ${list}`, 'f'];
  return [`Each of ${count} operations (${list})`, `Ciascuna di ${count} operazioni (${list})`, 'f'];
}

/** Whether the sentence begins with the operations, so that they need not be named after it. */
export const isOfOperations = (kind: SubjectKind): boolean => kind === 'operation';

export function phraseSubject(kind: SubjectKind, change: Change, gaps: Gaps): Phrase {
  if (kind === 'operation') return operationPhrase(change);
  const candidates = phrases[kind];
  const isKnown = ([en]: Phrase): boolean =>
    [...en.replace(/\[[^\]]*\]/g, '').matchAll(/\{(\w+)\}/g)].every(([, name]) => gaps[name ?? ''] !== undefined);
  const [en, it, gender] = candidates.find(isKnown) ?? (candidates.at(-1) as Phrase);
  return [fillTemplate(en, gaps), fillTemplate(it, gaps), gender];
}
