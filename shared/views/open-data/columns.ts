/**
 * The schema of the open data, as data: every column once, with its type and its words. The rows of the CSV, the records of
 * the NDJSON, the published Table Schema and the page that documents it are all made from this. Columns are only added;
 * what changes the meaning of one raises `exportVersion`.
 */
import { serviceOf } from '../../domain/catalogue/list-rows.ts';
import { publishesAnswers } from '../../domain/catalogue/publishes.ts';
import { sourceStates } from '../../domain/catalogue/source.ts';
import { gateVerdictOf, gateVerdicts } from '../../domain/compliance/compliance.ts';
import { grades } from '../../domain/compliance/grade.ts';
import type { ExportedApi, ExportedPublisher } from '../../domain/open-data/exported-api.ts';
import { serviceAddressesOf } from '../../domain/open-data/service-addresses.ts';
import { probeVerdicts } from '../../domain/uptime/sample.ts';
import { roundedDown } from '../shares.ts';

export const exportVersion = 1;

type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'list';
export type ColumnValue = string | number | boolean | null | readonly string[];
type Words = { readonly en: string; readonly it: string };

/** Where the service answers, without a slash at the end; empty: it is not known, and addresses of ours begin at the root. */
export type ExportPlace = { readonly publicUrl: string };

export type Column<T> = {
  readonly name: string;
  readonly type: ColumnType;
  /** Of texts, and of the members of a list: an absolute address. */
  readonly isUri?: true;
  /** The only values there are. */
  readonly values?: readonly string[];
  /** It has a value in every row. */
  readonly required?: true;
  readonly words: Words;
  readonly value: (record: T, place: ExportPlace) => ColumnValue;
};

const decimals = 6;

const deprecatedOf = ({ api: { lifecycle, metadata } }: ExportedApi): string =>
  lifecycle?.deprecated !== undefined ? 'yes' : metadata === undefined ? 'unknown' : 'no';

const publisherColumns: readonly Column<ExportedPublisher>[] = [
  {
    name: 'id',
    type: 'string',
    required: true,
    words: {
      en: 'Id of the administration: its IndicePA code where it has one',
      it: 'Identificativo dell’amministrazione: il codice IPA, se ne ha uno',
    },
    value: ({ publisher }) => publisher.id,
  },
  {
    name: 'name',
    type: 'string',
    required: true,
    words: { en: 'Name of the administration', it: 'Denominazione dell’amministrazione' },
    value: ({ publisher }) => publisher.name,
  },
  {
    name: 'region',
    type: 'string',
    words: { en: 'Region of the administration', it: 'Regione dell’amministrazione' },
    value: ({ publisher }) => publisher.region ?? null,
  },
  {
    name: 'categories',
    type: 'list',
    words: { en: 'Categories of the administration', it: 'Categorie dell’amministrazione' },
    value: ({ publisher }) => publisher.categories ?? [],
  },
  {
    name: 'homepage',
    type: 'string',
    isUri: true,
    words: { en: 'Site of the administration', it: 'Sito dell’amministrazione' },
    value: ({ publisher }) => publisher.homepage ?? null,
  },
  {
    name: 'domains',
    type: 'list',
    words: {
      en: 'Host names that are the administration’s own, with all below them',
      it: 'Nomi di dominio dell’amministrazione, con tutti quelli sottostanti',
    },
    value: ({ publisher }) => publisher.domains,
  },
  {
    name: 'apis',
    type: 'integer',
    required: true,
    words: { en: 'How many APIs it publishes', it: 'Numero di API che pubblica' },
    value: ({ apis }) => apis,
  },
  {
    name: 'evidence',
    type: 'string',
    required: true,
    words: {
      en: 'Where this service tells everything it knows of the administration',
      it: 'Dove questo servizio riporta tutto ciò che sa dell’amministrazione',
    },
    value: ({ publisher }, { publicUrl }) => `${publicUrl}/v1/publishers/${publisher.id}`,
  },
  {
    name: 'publishes',
    type: 'string',
    // Not required: daily files of this version that were written before there was the column lack it.
    values: publishesAnswers,
    words: {
      en: 'Whether it publishes APIs; unknown: none of its addresses could be read',
      it: 'Se pubblica API; unknown: nessuno dei suoi indirizzi è risultato leggibile',
    },
    value: ({ publishes }) => publishes,
  },
];

const identityColumns: readonly Column<ExportedApi>[] = [
  {
    name: 'id',
    type: 'string',
    required: true,
    words: {
      en: 'Id of the API in this catalogue: it stays the same',
      it: 'Identificativo dell’API in questo catalogo: non cambia',
    },
    value: ({ api }) => api.id,
  },
  {
    name: 'title',
    type: 'string',
    words: { en: 'What the API calls itself', it: 'Titolo che l’API dà a sé stessa' },
    value: ({ api }) => api.metadata?.title || null,
  },
  {
    name: 'version',
    type: 'string',
    words: { en: 'Version that the description states', it: 'Versione indicata nella descrizione' },
    value: ({ api }) => api.metadata?.version || null,
  },
  {
    name: 'publisher_id',
    type: 'string',
    required: true,
    words: {
      en: 'Id of the administration that publishes it: its IndicePA code where it has one',
      it: 'Identificativo dell’amministrazione che la pubblica: il codice IPA, se ne ha uno',
    },
    value: ({ publisher }) => publisher.id,
  },
  {
    name: 'publisher_name',
    type: 'string',
    required: true,
    words: { en: 'Name of that administration', it: 'Denominazione di quell’amministrazione' },
    value: ({ publisher }) => publisher.name,
  },
  {
    name: 'publisher_region',
    type: 'string',
    words: { en: 'Region of that administration', it: 'Regione di quell’amministrazione' },
    value: ({ publisher }) => publisher.region ?? null,
  },
  {
    name: 'publisher_categories',
    type: 'list',
    words: { en: 'Categories of that administration', it: 'Categorie di quell’amministrazione' },
    value: ({ publisher }) => publisher.categories ?? [],
  },
];

const describedColumns: readonly Column<ExportedApi>[] = [
  {
    name: 'description_url',
    type: 'string',
    isUri: true,
    required: true,
    words: { en: 'Where its description is published', it: 'Indirizzo a cui è pubblicata la descrizione' },
    value: ({ api }) => api.url,
  },
  {
    name: 'owned',
    type: 'boolean',
    required: true,
    words: {
      en: 'The description is on a host of the administration’s own domains',
      it: 'La descrizione si trova su un host dei domini dell’amministrazione',
    },
    value: ({ api }) => api.owned,
  },
  {
    name: 'endpoint_urls',
    type: 'list',
    isUri: true,
    words: {
      en: 'Where the API is called: servers of the description that are not for trying out',
      it: 'Indirizzi a cui si invoca l’API: i server della descrizione che non sono di prova',
    },
    value: ({ api }) => serviceAddressesOf(api),
  },
  {
    name: 'specification',
    type: 'string',
    words: { en: 'Version of OpenAPI, as declared', it: 'Versione di OpenAPI, come dichiarata' },
    value: ({ api }) => api.specification ?? null,
  },
  {
    name: 'operations',
    type: 'integer',
    words: { en: 'How many operations the description has', it: 'Numero di operazioni nella descrizione' },
    value: ({ api }) => api.metadata?.operations ?? null,
  },
  {
    name: 'summary',
    type: 'string',
    words: { en: 'Summary that the description gives', it: 'Sintesi fornita dalla descrizione' },
    value: ({ api }) => api.metadata?.summary ?? null,
  },
  {
    name: 'description',
    type: 'string',
    words: {
      en: 'Text that the description gives, its first 2,000 characters',
      it: 'Testo fornito dalla descrizione, i primi 2.000 caratteri',
    },
    value: ({ api }) => api.metadata?.description ?? null,
  },
  {
    name: 'tags',
    type: 'list',
    words: { en: 'Tags of the description', it: 'Etichette della descrizione' },
    value: ({ api }) => api.metadata?.tags ?? [],
  },
  {
    name: 'contact_name',
    type: 'string',
    words: { en: 'Whom to ask about it', it: 'A chi rivolgersi' },
    value: ({ api }) => api.metadata?.contact?.name ?? null,
  },
  {
    name: 'contact_email',
    type: 'string',
    words: { en: 'Email address for questions, as given', it: 'Indirizzo email per domande, come fornito' },
    value: ({ api }) => api.metadata?.contact?.email ?? null,
  },
  {
    name: 'contact_url',
    type: 'string',
    words: { en: 'Page for questions', it: 'Pagina per domande' },
    value: ({ api }) => api.metadata?.contact?.url ?? null,
  },
  {
    name: 'license_name',
    type: 'string',
    words: { en: 'Licence that the description names', it: 'Licenza indicata nella descrizione' },
    value: ({ api }) => api.metadata?.license?.name ?? null,
  },
  {
    name: 'license_url',
    type: 'string',
    words: { en: 'Address of that licence', it: 'Indirizzo di quella licenza' },
    value: ({ api }) => api.metadata?.license?.url ?? null,
  },
];

const stateColumns: readonly Column<ExportedApi>[] = [
  {
    name: 'state',
    type: 'string',
    values: sourceStates,
    required: true,
    words: { en: 'What is known of its description now', it: 'Stato attuale della descrizione' },
    value: ({ api }) => api.state,
  },
  {
    name: 'state_since',
    type: 'datetime',
    required: true,
    words: { en: 'Since when (UTC)', it: 'Da quando (UTC)' },
    value: ({ api }) => api.stateSince,
  },
  {
    name: 'verdict',
    type: 'string',
    required: true,
    words: {
      en: 'Whether its newest revision is valid by its specification',
      it: 'Se la revisione più recente è valida rispetto alla specifica',
    },
    value: ({ api }) => api.verdict,
  },
  {
    name: 'problems',
    type: 'integer',
    required: true,
    words: {
      en: 'Problems of the newest revision with its specification',
      it: 'Problemi della revisione più recente rispetto alla specifica',
    },
    value: ({ api }) => api.problemCount,
  },
  {
    name: 'service',
    type: 'string',
    values: [...probeVerdicts, 'none'],
    required: true,
    words: {
      en: 'Whether it answers: the gravest of its watched addresses; none: there is nothing to ask; blocked and unknown are not down',
      it: 'Se risponde: il peggiore degli indirizzi osservati; none: non c’è nulla da interrogare; blocked e unknown non significano inattiva',
    },
    value: ({ endpoints }) => serviceOf(endpoints.map(({ verdict }) => verdict)),
  },
  {
    name: 'watched_urls',
    type: 'list',
    isUri: true,
    words: { en: 'Addresses that are looked at for it', it: 'Indirizzi osservati per l’API' },
    value: ({ endpoints }) => endpoints.map(({ url }) => url).toSorted(),
  },
  {
    name: 'availability_30_days',
    type: 'number',
    words: {
      en: 'Share (0 to 1) of the known time of the last 30 days that are over in which it answered; empty: nothing is known',
      it: 'Quota (da 0 a 1) del tempo noto degli ultimi 30 giorni conclusi in cui ha risposto; vuoto: non si sa nulla',
    },
    value: ({ availability }) => (availability === null ? null : roundedDown(availability, decimals)),
  },
];

const complianceColumns: readonly Column<ExportedApi>[] = [
  {
    name: 'score',
    type: 'number',
    words: {
      en: 'How far it follows the national guidelines, 0 to 100; empty: not assessed or not assessable',
      it: 'Aderenza alle linee guida nazionali, da 0 a 100; vuoto: non valutata o non valutabile',
    },
    value: ({ compliance }) => compliance?.score ?? null,
  },
  {
    name: 'grade',
    type: 'string',
    values: grades,
    words: {
      en: 'The score as a grade; empty: not assessed or not assessable',
      it: 'Il punteggio come classe; vuoto: non valutata o non valutabile',
    },
    value: ({ compliance }) => compliance?.grade ?? null,
  },
  {
    name: 'publishable',
    type: 'string',
    values: gateVerdicts,
    required: true,
    words: {
      en: 'Whether the gate of the national catalogue would let it pass',
      it: 'Se supera il controllo del catalogo nazionale',
    },
    value: ({ compliance }) => gateVerdictOf(compliance ?? { publishable: null }),
  },
  {
    name: 'errors',
    type: 'integer',
    words: {
      en: 'How many errors stand in the way of that; empty: not known',
      it: 'Quanti errori lo impediscono; vuoto: non noto',
    },
    value: ({ compliance }) => compliance?.errors ?? null,
  },
  {
    name: 'ruleset',
    type: 'string',
    words: { en: 'Version of the rules it was assessed by', it: 'Versione delle regole usate per valutarla' },
    value: ({ compliance }) => compliance?.ruleset ?? null,
  },
  {
    name: 'assessed_at',
    type: 'datetime',
    words: { en: 'When it was assessed (UTC)', it: 'Quando è stata valutata (UTC)' },
    value: ({ compliance }) => compliance?.assessedAt ?? null,
  },
];

const lifecycleColumns: readonly Column<ExportedApi>[] = [
  {
    name: 'deprecated',
    type: 'string',
    values: ['yes', 'no', 'unknown'],
    required: true,
    words: {
      en: 'Whether its publisher announces that it is, or will be, deprecated',
      it: 'Se chi la pubblica annuncia che è, o sarà, deprecata',
    },
    value: deprecatedOf,
  },
  {
    name: 'deprecated_on',
    type: 'date',
    words: { en: 'From which day on, where one is given', it: 'Da quale giorno, se indicato' },
    value: ({ api }) => api.lifecycle?.deprecated?.on ?? null,
  },
  {
    name: 'sunset_on',
    type: 'date',
    words: { en: 'The day on which it is announced to end', it: 'Giorno in cui è annunciata la dismissione' },
    value: ({ api }) => api.lifecycle?.sunset?.on ?? null,
  },
  {
    name: 'sunset_of',
    type: 'string',
    values: ['api', 'operations'],
    words: {
      en: 'What ends then: the API, or some operations of it',
      it: 'Che cosa termina: l’API o alcune sue operazioni',
    },
    value: ({ api }) => api.lifecycle?.sunset?.of ?? null,
  },
  {
    name: 'revision',
    type: 'integer',
    required: true,
    words: { en: 'Number of its newest revision', it: 'Numero della revisione più recente' },
    value: ({ api }) => api.revision,
  },
  {
    name: 'published_at',
    type: 'datetime',
    required: true,
    words: { en: 'When this catalogue found it first (UTC)', it: 'Quando questo catalogo l’ha trovata (UTC)' },
    value: ({ api }) => api.publishedAt,
  },
  {
    name: 'changed_at',
    type: 'datetime',
    required: true,
    words: { en: 'When its newest revision was found (UTC)', it: 'Quando è stata trovata l’ultima revisione (UTC)' },
    value: ({ api }) => api.changedAt,
  },
  {
    name: 'last_valid_at',
    type: 'datetime',
    words: {
      en: 'When its newest valid revision was found (UTC); empty: none was valid',
      it: 'Quando è stata trovata l’ultima revisione valida (UTC); vuoto: nessuna lo era',
    },
    value: ({ api }) => api.validAt ?? null,
  },
  {
    name: 'evidence',
    type: 'string',
    required: true,
    words: {
      en: 'Where this service tells everything it knows of the API, each fact with its date',
      it: 'Dove questo servizio riporta tutto ciò che sa dell’API, ogni fatto con la sua data',
    },
    value: ({ api }, { publicUrl }) => `${publicUrl}/v1/apis/${api.id}`,
  },
];

/** Of one kind of record: each a table of its own. */
export const exportColumns = {
  publisher: publisherColumns,
  api: [...identityColumns, ...describedColumns, ...stateColumns, ...complianceColumns, ...lifecycleColumns],
} as const;
