/** The texts that rules refer to: sections of the national guideline on technical interoperability, RFCs, and others. */

/** `title` in the language of the text it names. */
export type Reference = { readonly title: string; readonly url: string };

const guideline = 'https://italia.github.io/lg-modellointeroperabilita-docs/doc';
const recommendations = `${guideline}/04_Raccomandazioni%20di%20implementazione`;
const general = `${recommendations}/04_raccomandazioni-tecniche-generali`;
const rest = `${recommendations}/05_raccomandazioni-tecniche-per-rest`;
const section = (url: string, title: string): Reference => ({ url, title });
const rfc = (number: number, title: string): Reference => ({
  url: `https://www.rfc-editor.org/rfc/rfc${number}`,
  title,
});

export const references = {
  RAC_GEN_001: section(`${general}/01_globali.html`, 'Descrizione delle API'),
  RAC_GEN_002: section(`${general}/01_globali.html`, 'Endpoint delle API'),
  RAC_GEN_004: section(`${general}/01_globali.html`, 'Non passare credenziali o dati riservati nell’URL'),
  RAC_GEN_FORMAT_003: section(`${general}/02_formato-dei-dati.html`, 'Formati standard per Data ed Ora'),
  RAC_GEN_FORMAT_004: section(`${general}/02_formato-dei-dati.html`, 'Tempi di durata e intervalli'),
  RAC_GEN_FORMAT_005: section(`${general}/02_formato-dei-dati.html`, 'Lingue e monete'),
  RAC_GEN_NAME_001: section(`${general}/03_progettazione-e-naming.html`, 'Nomenclature standard'),
  RAC_GEN_NAME_002: section(`${general}/03_progettazione-e-naming.html`, 'Nomenclatura delle proprietà'),
  RAC_GEN_NAME_003: section(`${general}/03_progettazione-e-naming.html`, 'Descrittività dei nomi utilizzati'),
  RAC_ROBUSTEZZA_001: section(`${general}/05_robustezza.html`, 'Segnalare raggiunti limiti di utilizzo'),
  RAC_ROBUSTEZZA_002: section(`${general}/05_robustezza.html`, 'Segnalare il sovraccarico o l’indisponibilità'),
  RAC_REST_FORMAT_002: section(`${rest}/01_formato-dei-dati.html`, 'Codificare dati strutturati con oggetti JSON'),
  RAC_REST_FORMAT_003: section(`${rest}/01_formato-dei-dati.html`, 'Convenzioni di rappresentazione'),
  RAC_REST_FORMAT_004: section(`${rest}/01_formato-dei-dati.html`, 'Definire format per Number ed Integer'),
  RAC_REST_NAME_001: section(`${rest}/02_progettazione-e-naming.html`, 'Uso corretto dei metodi HTTP'),
  RAC_REST_NAME_002: section(`${rest}/02_progettazione-e-naming.html`, 'kebab-case per i path'),
  RAC_REST_NAME_003: section(`${rest}/02_progettazione-e-naming.html`, 'Hyphenated-Pascal-Case per gli header'),
  RAC_REST_NAME_004: section(`${rest}/02_progettazione-e-naming.html`, 'Nomi al plurale per le collezioni'),
  RAC_REST_NAME_005: section(`${rest}/02_progettazione-e-naming.html`, 'Query string standardizzate'),
  RAC_REST_NAME_008: section(`${rest}/02_progettazione-e-naming.html`, 'Problem JSON per le risposte di errore'),
  RAC_REST_NAME_010: section(`${rest}/02_progettazione-e-naming.html`, 'Il caching HTTP deve essere disabilitato'),
  RAC_REST_NAME_011: section(`${rest}/02_progettazione-e-naming.html`, 'Esporre lo stato del servizio'),
  ID_AUTH_CHANNEL_01: section(
    `${guideline}/02_Pattern%20sicurezza/04_sicurezza-di-canale/01_id_auth_channel_01.html`,
    'Direct Trust Transport-Level Security',
  ),
  CATALOGUE: section(`${recommendations}/index.html`, 'Metadati richiesti dal catalogo nazionale delle API'),
  OPENAPI: section('https://spec.openapis.org/oas/latest.html', 'OpenAPI Specification'),
  SECURITY: section('https://owasp.org/API-Security/editions/2023/en/0x11-t10/', 'OWASP API Security Top 10 2023'),
  RFC5789: rfc(5789, 'PATCH Method for HTTP'),
  RFC6648: rfc(6648, 'Deprecating the "X-" Prefix'),
  RFC6749: rfc(6749, 'The OAuth 2.0 Authorization Framework'),
  RFC6797: rfc(6797, 'HTTP Strict Transport Security (HSTS)'),
  RFC6902: rfc(6902, 'JSON Patch'),
  RFC8594: rfc(8594, 'The Sunset HTTP Header Field'),
  RFC8725: rfc(8725, 'JSON Web Token Best Current Practices'),
  RFC9700: rfc(9700, 'Best Current Practice for OAuth 2.0 Security'),
  RFC9727: rfc(9727, 'api-catalog: A Well-Known URI and Link Relation'),
  RFC9745: rfc(9745, 'The Deprecation HTTP Response Header Field'),
} as const satisfies { readonly [id: string]: Reference };

export type ReferenceId = keyof typeof references;
