/** RAC_GEN_002: the version is no part of an API's name; `info.version` and the server's path carry it. */
import { infoOf, isFilled } from '../reading/info.ts';
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Longer titles are judged by their beginning. */
const titleCharacters = 500;

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Standards whose version is part of their name, however it is written: `HL7 v2`, `WMS 1.3.0`, `NACE Rev. 2`. */
const standards = listOf(
  `oauth openid oidc saml tls ssl http soap wsdl xml json json:api xbrl openapi swagger oas fhir hl7 cda dicom ihe snomed icd
   wms wfs wmts wcs csw wps gml kml sensorthings stac dcat dcat-ap dcat-ap_it sparql sdmx cql unimarc oai-pmh ebms as2 as4
   peppol bis ubl edifact netex siri gtfs datex gbfs ocpi mqtt fatturapa nace ateco cpv isco isced`,
);

/** What a bare number may belong to: programmes, acts and their parts, `FSE 2.0`, `Sanità 4.0`, `D.Lgs. 82.1.5`. */
const numbered = listOf(
  `iso en uni rfc inspire cie spid eidas fse industria transizione scuola sanità impresa turismo web pa pnrr misura
   investimento sub-investimento intervento azione asse avviso componente art articolo comma allegato paragrafo par sezione
   tabella modello delibera determina ordinanza circolare direttiva regolamento legge decreto dlgs lgs dpr dpcm`,
);

/** `v1`, `V 2.0`, `v.1`, `versione 2`, `ver. 1.1`, `release 3`, and `ApiV2`. */
const worded: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.])v\.? ?\d{1,3}(?:\.\d{1,4}){0,3}(?![\p{L}\p{N}])/giu,
  /(?<=\p{Ll})V\d{1,2}(?![\p{L}\p{N}])/gu,
  /(?<!\p{L})(?:versione|version|vers|ver|release|rel|rev)\.? ?(?!(?:19|20)\d\d(?!\.))\d{1,4}(?:\.\d{1,4}){0,3}(?![\p{L}\p{N}])/giu,
];

/** `1.0.3`, but no date and no IP address. */
const bare = /(?<![\p{L}\p{N}.,/])(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})(?![\p{L}\p{N}/]|\.\d)/gu;

/** True when the word before, a year and `n.` left aside, claims the number: `Peppol BIS v3`, `ATECO 2007 rev. 2`. */
function isClaimed(before: string, names: readonly ReadonlySet<string>[]): boolean {
  const words = before
    .trimEnd()
    .replace(/[-_/]$/, '')
    .split(/\s+/)
    .filter((word) => !/^(?:\d+|nr?\.?|n[°º]|numero)$/i.test(word));
  const last = (words.at(-1) ?? '')
    .toLowerCase()
    .replace(/^[("'«[]/, '')
    .replace(/[.:,]$/, '');
  const part = last.split(/[-_/(]/).at(-1) ?? '';
  const undotted = last.replaceAll('.', '');
  return names.some((known) => [last, part, undotted].some((word) => known.has(word)));
}

const escapeDots = (text: string): string => text.replaceAll('.', '\\.');

/** A bare `2.1` is taken for a version when the description says it is its own. */
function ownVersion(version: unknown): readonly RegExp[] {
  if (typeof version !== 'string' && typeof version !== 'number') return [];
  const [, short] = /^v?(\d{1,4}\.\d{1,4})(?!\d)/i.exec(String(version)) ?? [];
  if (short === undefined) return [];
  return [new RegExp(`(?<![\\p{L}\\p{N}.])${escapeDots(short)}(?![\\p{L}\\p{N}]|\\.\\d)`, 'gu')];
}

function findNumber(title: string, patterns: readonly RegExp[], names: readonly ReadonlySet<string>[]) {
  for (const pattern of patterns) {
    for (const match of title.matchAll(pattern)) {
      if (!isClaimed(title.slice(0, match.index), names)) return match[0].trim();
    }
  }
  return undefined;
}

/** The version number a title holds, as written; `version` is what the description says beside it. */
export const versionInTitle = (title: string, version?: unknown): string | undefined =>
  findNumber(title, worded, [standards]) ?? findNumber(title, [bare, ...ownVersion(version)], [standards, numbered]);

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
    only: {
      message: {
        en: 'The title `{title}` is only a version',
        it: 'Il titolo `{title}` è soltanto una versione',
      },
      fix: {
        en: 'Call the API by what it offers, and leave the version to `info.version`.',
        it: 'Dare alla API un nome che dica che cosa offre, e lasciare la versione a `info.version`.',
      },
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
      if (corrected === '') tell(at(path, 'title'), 'only', { title });
      else tell(at(path, 'title'), 'version', { title, version, corrected });
    },
  }),
});
