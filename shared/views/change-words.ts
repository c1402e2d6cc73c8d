/** Ids that are not a subject with an effect: what each begins with and what happened. Gaps: change-template.ts. */
import type { ChangeId } from '../domain/changes/catalogue.ts';
import type { AdviceName } from './change-advice.ts';
import type { SubjectKind } from './change-subjects.ts';

export type Words = readonly [kind: SubjectKind, en: string, it: string, advice?: AdviceName | undefined];

const was = '[: {new}][ (was {old})]';
const era = '[: {new}][ (prima {old})]';

/** Of a whole path or of one operation, and how it went. */
const removals = {
  'removed-before-sunset': [
    'before the day announced for its end[ ({old})]',
    'prima del giorno annunciato per la sua fine[ ({old})]',
    'stop-calling',
  ],
  'removed-with-deprecation': ['after having been deprecated', 'dopo essere stata deprecata', 'stop-calling'],
  'removed-without-deprecation': [
    'without having been deprecated first',
    'senza essere stata prima deprecata',
    'stop-calling',
  ],
} as const;

const removal = (name: keyof typeof removals, isPath: boolean): Words => {
  const [en, it, advice] = removals[name];
  return isPath
    ? [
        'operation',
        `was removed with its whole path, ${en}`,
        `è stata rimossa con tutto il suo percorso, ${it}`,
        advice,
      ]
    : ['operation', `was removed ${en}`, `è stata rimossa ${it}`, advice];
};

const scope = (en: string, it: string, advice?: AdviceName): Words => [
  'security-scheme',
  `${en} a scope[: {shown}]`,
  `${it} un ambito[: {shown}]`,
  advice,
];

const marks = { 'read-only': 'di sola lettura', 'write-only': 'di sola scrittura' } as const;

/** Ids of the four marks a property takes on or loses, required or optional, in both directions. */
function markWords(id: string): Words | undefined {
  const [, direction, need, not, mark] =
    /^(request|response)-(optional|required)-property-became-(not-)?(read-only|write-only)$/.exec(id) ?? [];
  if (direction === undefined || (mark !== 'read-only' && mark !== 'write-only')) return undefined;
  const [needEn, needIt] =
    need === 'required' ? ['and is required', 'ed è obbligatoria'] : ['and is optional', 'ed è facoltativa'];
  return [
    `${direction as 'request' | 'response'}-property`,
    `${not === undefined ? 'is now' : 'is no longer'} ${mark} ${needEn}`,
    `${not === undefined ? 'ora è' : 'non è più'} ${marks[mark]} ${needIt}`,
    direction === 'response' && not !== undefined && mark === 'write-only' ? 'still-absent' : undefined,
  ];
}

const words: { readonly [id in ChangeId]?: Words } = {
  'api-contact-changed': ['api', 'has another contact', 'ha un altro contatto'],
  'api-description-changed': ['api', 'has another text about the API', "ha un altro testo sull'API"],
  'api-global-security-added': ['global-security', 'was added', 'è stato aggiunto', 'credentials'],
  'api-global-security-removed': ['global-security', 'was removed', 'è stato rimosso', 'credentials'],
  'api-global-security-scope-added': scope('now asks the whole API for', "ora richiede per tutta l'API", 'credentials'),
  'api-global-security-scope-removed': scope('no longer asks the whole API for', "non richiede più per tutta l'API"),
  'api-license-changed': ['api', `has another licence`, "ha un'altra licenza"],
  'api-operation-id-added': ['operation-id', 'was added', 'è stato aggiunto'],
  'api-operation-id-removed': [
    'operation-id',
    'was removed or changed[ to {new}]',
    'è stato rimosso o cambiato[ in {new}]',
    'generate-again',
  ],
  'api-path-removed-before-sunset': removal('removed-before-sunset', true),
  'api-path-removed-with-deprecation': removal('removed-with-deprecation', true),
  'api-path-removed-without-deprecation': removal('removed-without-deprecation', true),
  'api-removed-before-sunset': removal('removed-before-sunset', false),
  'api-removed-with-deprecation': removal('removed-with-deprecation', false),
  'api-removed-without-deprecation': removal('removed-without-deprecation', false),
  'api-schema-removed': [
    'schema',
    'is no longer in the description under this name',
    'non è più nella descrizione con questo nome',
  ],
  'api-security-added': ['security', 'was added', 'è stato aggiunto', 'credentials'],
  'api-security-component-added': ['security-scheme', 'was added', 'è stato aggiunto'],
  'api-security-component-in-changed': [
    'security-scheme',
    `is now sent in another place of the request${was}`,
    `ora si invia in un'altra parte della richiesta${era}`,
    'credentials',
  ],
  'api-security-component-name-changed': [
    'security-scheme',
    `is now sent under another name${was}`,
    `ora si invia con un altro nome${era}`,
    'credentials',
  ],
  'api-security-component-oauth-scope-added': scope('now has', 'ora ha'),
  'api-security-component-oauth-scope-changed': scope('describes otherwise', 'descrive in altro modo'),
  'api-security-component-oauth-scope-removed': scope('no longer has', 'non ha più', 'credentials'),
  'api-security-component-oauth-token-url-changed': [
    'security-scheme',
    `gives tokens at another address${was}`,
    `rilascia i token a un altro indirizzo${era}`,
    'token-address',
  ],
  'api-security-component-oauth-url-changed': [
    'security-scheme',
    `asks for consent at another address${was}`,
    `chiede l'autorizzazione a un altro indirizzo${era}`,
    'token-address',
  ],
  'api-security-component-openid-connect-url-changed': [
    'security-scheme',
    `describes its OpenID provider at another address${was}`,
    `descrive il suo fornitore OpenID a un altro indirizzo${era}`,
    'token-address',
  ],
  'api-security-component-removed': ['security-scheme', 'was removed', 'è stato rimosso', 'credentials'],
  'api-security-component-scheme-changed': [
    'security-scheme',
    `now uses another HTTP scheme${was}`,
    `ora usa un altro schema HTTP${era}`,
    'credentials',
  ],
  'api-security-component-type-changed': [
    'security-scheme',
    `is now of another type${was}`,
    `ora è di un altro tipo${era}`,
    'credentials',
  ],
  'api-security-removed': ['security', 'was removed', 'è stato rimosso', 'credentials'],
  'api-security-scope-added': scope('now asks for', 'ora richiede', 'credentials'),
  'api-security-scope-removed': scope('no longer asks for', 'non richiede più'),
  'api-stability-decreased': ['operation', `is now less stable${was}`, `ora è meno stabile${era}`, 'less-stable'],
  'api-stability-increased': ['operation', `is now more stable${was}`, `ora è più stabile${era}`],
  'api-sunset-date-changed-too-small': [
    'operation',
    `ends earlier than announced${was}`,
    `termina prima di quanto annunciato${era}`,
    'sunset',
  ],
  'api-tag-added': ['tag', 'was added', 'è stata aggiunta'],
  'api-tag-removed': ['tag', 'was removed', 'è stata rimossa'],
  'api-terms-changed': ['api', `has other terms of service${was}`, `ha altre condizioni d'uso${era}`],
  'api-title-changed': ['api', `has another title${was}`, `ha un altro titolo${era}`],
  'callback-added': ['callback', 'was added', 'è stata aggiunta'],
  'callback-removed': ['callback', 'was removed', 'è stata rimossa', 'never-called'],
  'endpoint-added': ['operation', 'was added', 'è stata aggiunta'],
  'endpoint-deprecated': ['operation', 'is now deprecated', 'ora è deprecata', 'leave-it'],
  'endpoint-deprecated-with-sunset': [
    'operation',
    'is now deprecated[ and ends on {new}]',
    'ora è deprecata[ e termina il {new}]',
    'leave-it',
  ],
  'endpoint-description-changed': [
    'operation',
    'has another summary or description',
    'ha un altro titolo o descrizione',
  ],
  'endpoint-path-changed': [
    'operation',
    'has moved[ from {old}]',
    'ha cambiato indirizzo[, prima era {old}]',
    'call-elsewhere',
  ],
  'endpoint-reactivated': ['operation', 'is no longer deprecated', 'non è più deprecata'],
  'example-changed': ['schema', 'has another example', 'ha un altro esempio'],
  'new-optional-request-default-parameter-to-existing-path': [
    'request-parameter',
    'is new for the whole path and may be left out',
    'è nuovo per tutto il percorso e si può omettere',
  ],
  'new-optional-request-parameter': ['request-parameter', 'is new and may be left out', 'è nuovo e si può omettere'],
  'new-optional-request-property': ['request-property', 'is new and may be left out', 'è nuov{o} e si può omettere'],
  'new-request-path-parameter': [
    'request-parameter',
    'is new and part of the path',
    'è nuovo e fa parte del percorso',
    'send-it',
  ],
  'new-required-request-default-parameter-to-existing-path': [
    'request-parameter',
    'is new for the whole path and required',
    'è nuovo per tutto il percorso e obbligatorio',
    'send-it',
  ],
  'new-required-request-header-property': [
    'request-header-property',
    'is new and required',
    'è nuov{o} e obbligatori{o}',
    'send-it',
  ],
  'new-required-request-parameter': [
    'request-parameter',
    'is new and required',
    'è nuov{o} e obbligatori{o}',
    'send-it',
  ],
  'new-required-request-property': ['request-property', 'is new and required', 'è nuov{o} e obbligatori{o}', 'send-it'],
  'new-required-request-property-with-default': [
    'request-property',
    'is new and required, although it has a default',
    'è nuov{o} e obbligatori{o}, benché abbia un valore predefinito',
    'send-it',
  ],
  'openapi-version-changed': [
    'api',
    `is written in another version of OpenAPI${was}`,
    `è scritta in un'altra versione di OpenAPI${era}`,
  ],
  'optional-response-header-removed': [
    'response-header',
    'was removed; it was optional',
    'è stat{o} rimoss{o}; era facoltativ{o}',
    'stop-reading',
  ],
  'required-response-header-removed': [
    'response-header',
    'was removed, although it was always there',
    'è stat{o} rimoss{o}, benché fosse sempre presente',
    'stop-reading',
  ],
  'request-body-media-type-added': ['request-media-type', 'was added', 'è stato aggiunto'],
  'request-body-media-type-removed': ['request-media-type', 'was removed', 'è stato rimosso', 'media-type'],
  'response-media-type-added': ['response-media-type', 'was added', 'è stato aggiunto', 'accept'],
  'response-media-type-name-changed': [
    'response-media-type',
    `takes the place of another one[, {old}]`,
    `sostituisce un altro tipo[, {old}]`,
    'accept',
  ],
  'response-media-type-name-generalized': [
    'response-media-type',
    'takes the place of a more specific one[, {old}]',
    'sostituisce un tipo più specifico[, {old}]',
    'accept',
  ],
  'response-media-type-name-specialized': [
    'response-media-type',
    'takes the place of a more general one[, {old}]',
    'sostituisce un tipo più generale[, {old}]',
    'accept',
  ],
  'response-media-type-removed': ['response-media-type', 'was removed', 'è stato rimosso', 'media-type'],
  'response-mediatype-enum-value-removed': [
    'response-body',
    'has a value less in its list[: {old}]',
    'ha un valore in meno nel suo elenco[: {old}]',
  ],
  'response-non-success-status-added': ['response', 'was added', 'è stata aggiunta', 'status'],
  'response-non-success-status-removed': ['response', 'was removed', 'è stata rimossa', 'status'],
  'response-optional-property-added': ['response-property', 'is new and may be absent', 'è nuov{o} e può mancare'],
  'response-optional-property-removed': [
    'response-property',
    'was removed; it was optional',
    'è stat{o} rimoss{o}; era facoltativ{o}',
    'stop-reading',
  ],
  'response-optional-write-only-property-added': [
    'response-write-only-property',
    'is new and optional',
    'è nuov{o} e facoltativ{o}',
  ],
  'response-optional-write-only-property-removed': [
    'response-write-only-property',
    'was removed; it was optional',
    'è stat{o} rimoss{o}; era facoltativ{o}',
  ],
  'response-required-property-added': ['response-property', 'is new and always present', 'è nuov{o} e sempre presente'],
  'response-required-property-removed': [
    'response-property',
    'was removed, although it was always there',
    'è stat{o} rimoss{o}, benché fosse sempre presente',
    'stop-reading',
  ],
  'response-required-write-only-property-added': [
    'response-write-only-property',
    'is new and required',
    'è nuov{o} e obbligatori{o}',
  ],
  'response-required-write-only-property-removed': [
    'response-write-only-property',
    'was removed; it was required',
    'è stat{o} rimoss{o}; era obbligatori{o}',
  ],
  'response-success-status-added': ['response', 'was added', 'è stata aggiunta', 'status'],
  'response-success-status-removed': ['response', 'was removed', 'è stata rimossa', 'status'],
  'schema-description-changed': ['schema', 'has another title or description', 'ha un altro titolo o descrizione'],
  'server-added': ['server', 'was added', 'è stato aggiunto'],
  'server-removed': ['server', 'was removed', 'è stato rimosso', 'other-server'],
  'sunset-deleted': [
    'operation',
    'no longer has an announced end[ (was {old})]',
    'non ha più una fine annunciata[ (prima {old})]',
    'sunset',
  ],
  'webhook-added': ['webhook', 'was added', 'è stato aggiunto'],
  'webhook-removed': ['webhook', 'was removed', 'è stato rimosso', 'never-called'],
};

/** Undefined: the id is a subject with an effect. */
export const findWords = (id: ChangeId): Words | undefined => words[id] ?? markWords(id);
