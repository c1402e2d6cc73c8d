/** RAC_GEN_002: the version is no part of an API's name; `info.version` and the server's path carry it. */
import { infoOf, isFilled } from '../info.ts';
import { at } from '../operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Longer titles are judged by their beginning. */
const titleCharacters = 500;

/** Names whose version is part of them: `OAuth 2.0`, `HL7 v2`, `WMS 1.3.0`, `FSE 2.0`, `Sanità 4.0`. */
const standards: ReadonlySet<string> = new Set(
  `oauth openid oidc saml tls ssl http https soap wsdl xml json json:api xsd xbrl openapi swagger oas fhir hl7 cda dicom ihe
   loinc snomed icd wms wfs wmts wcs csw wps gml sensorthings stac kml inspire dcat dcat-ap dcat-ap_it skos rdf sparql
   owl sdmx cql z39.50 sru marc unimarc oai-pmh ebms as2 as4 peppol bis ubl edifact iso en uni rfc cie spid eidas siri
   netex gtfs datex datexii gbfs ocpi mqtt fatturapa fse industria transizione scuola sanità impresa turismo web pa`.split(
    /\s+/,
  ),
);

/** `v1`, `V 2.0`, `v.1`, `versione 2`, `ver. 1.1`, `release 3`, and `ApiV2`; `1.0.3` but no date and no IP address. */
const patterns: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.])v\.? ?\d{1,3}(?:\.\d{1,4}){0,3}(?![\p{L}\p{N}])/giu,
  /(?<=\p{Ll})V\d{1,2}(?![\p{L}\p{N}])/gu,
  /(?<!\p{L})(?:versione|version|vers|ver|release|rel|rev)\.? ?(?!(?:19|20)\d\d(?!\.))\d{1,4}(?:\.\d{1,4}){0,3}(?![\p{L}\p{N}])/giu,
  /(?<![\p{L}\p{N}.,/])\d{1,3}\.\d{1,3}\.\d{1,3}(?![\p{L}\p{N}/]|\.\d)/gu,
];

const isStandard = (text: string): boolean => standards.has(text.toLowerCase().replace(/^[("'«[]+/, ''));

/** True when the words before belong to the number: `HL7 v2`, `Peppol BIS v3`. */
function followsStandard(before: string): boolean {
  const words = before
    .trimEnd()
    .replace(/[-_/]$/, '')
    .split(/\s+/);
  const last = words.at(-1) ?? '';
  return isStandard(last) || isStandard(last.split(/[-_/(]/).at(-1) ?? '');
}

const escapeDots = (text: string): string => text.replaceAll('.', '\\.');

/** A bare `2.1` is taken for a version when the description says it is its own. */
function ownVersion(version: unknown): readonly RegExp[] {
  const [, short] = /^v?(\d{1,4}\.\d{1,4})(?!\d)/i.exec(String(version)) ?? [];
  return short === undefined
    ? []
    : [new RegExp(`(?<![\\p{L}\\p{N}.])${escapeDots(short)}(?![\\p{L}\\p{N}]|\\.\\d)`, 'gu')];
}

/** The version number a title holds, as written. */
export function versionInTitle(title: string, version?: unknown): string | undefined {
  for (const pattern of [...patterns, ...ownVersion(version)]) {
    for (const match of title.matchAll(pattern)) {
      if (!followsStandard(title.slice(0, match.index))) return match[0].trim();
    }
  }
  return undefined;
}

/** The title without it, and without the signs that set it apart. */
export const titleWithout = (title: string, found: string): string =>
  title
    .replace(found, ' ')
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[ \-–—_,:.(]+$/, '')
    .trim();

export const modiNoVersionInTitle = defineRule({
  id: 'modi-no-version-in-title',
  severity: 'error',
  profile: 'guideline',
  reference: 'RAC_GEN_002',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'The name of the API holds no version number', it: 'Il nome della API non contiene la versione' },
  why: {
    en: 'A name that changes with every version breaks links, agreements and statistics; the version has places of its own.',
    it: 'Un nome che cambia a ogni versione rompe collegamenti, accordi e statistiche; la versione ha posti suoi.',
  },
  fix: {
    en: 'Take the version out of `info.title`; `info.version` and the path of the server carry it.',
    it: 'Togliere la versione da `info.title`; stanno in `info.version` e nel path del server.',
  },
  faults: {
    version: {
      message: {
        en: 'The title `{title}` holds the version `{version}`',
        it: 'Il titolo `{title}` contiene la versione `{version}`',
      },
      fix: {
        en: 'Call the API `{corrected}` and leave the version to `info.version` and the server’s path.',
        it: 'Chiamare la API `{corrected}` e lasciare la versione a `info.version` e al path del server.',
      },
      snippet: { info: { title: '{corrected}' } },
    },
  },
  examples: {
    good: [
      { yaml: 'info:\n  title: Anagrafe delle imprese\n  version: 2.0.0\n' },
      { yaml: 'info:\n  title: Bilancio 2024 con accesso OAuth 2.0\n  version: 1.0.0\n' },
    ],
    bad: [
      { yaml: 'info:\n  title: Anagrafe delle imprese v2  # ✗\n' },
      { yaml: 'info:\n  title: Anagrafe delle imprese (versione 2.1)  # ✗\n' },
      { yaml: 'info:\n  version: 2.1.0\n  title: Anagrafe delle imprese 2.1  # ✗\n' },
    ],
  },
  create: (_, { tell, saw }) => ({
    document(root) {
      const { value: info, path } = infoOf(root);
      if (!isFilled(info.title)) return;
      saw();
      const title = info.title.slice(0, titleCharacters).trim();
      const version = versionInTitle(title, info.version);
      if (version === undefined) return;
      const corrected = titleWithout(title, version);
      tell(at(path, 'title'), 'version', { title, version, corrected });
    },
  }),
});
