/** RAC_REST_NAME_002: paths are in kebab-case (`/tax-codes/{tax_code_id}`). */
import { at } from '../reading/operations.ts';
import { literalsOf, mapLiterals, segmentsOf } from '../reading/path-segments.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** What may join a literal to a parameter: `{id}.json`, `{from}-{to}`, `{id}:cancel`. */
const joints = '[-.,:;=~@+]';
const jointBefore = new RegExp(`^${joints}`);
const jointAfter = new RegExp(`${joints}$`);

/** RFC 8615 reserves it as it is. */
const wellKnown = '.well-known';

/** Words of lower-case letters and digits, with single hyphens between them, or dots as in `elenco.csv`. */
const isKebab = (text: string): boolean => text.split(/[-.]/).every((word) => /^[a-z0-9]+$/.test(word));

function isLiteralWell(literal: string, index: number, { length }: readonly string[]): boolean {
  const opened = index === 0 ? literal : literal.replace(jointBefore, '');
  const text = index === length - 1 ? opened : opened.replace(jointAfter, '');
  return (text === '' && length > 1) || isKebab(text);
}

/** A segment of a path; its parameters may be named as they like. */
export const isKebabSegment = (segment: string): boolean =>
  segment === wellKnown || literalsOf(segment).every(isLiteralWell);

const toKebabLiteral = (literal: string, first: boolean, last: boolean): string => {
  const text = literal
    .replace(/%[0-9a-f]{2}/gi, '-')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/-?\.-?/g, '.')
    .replace(/\.\.+/g, '.');
  const opened = first ? text.replace(/^[-.]/, '') : text;
  return last ? opened.replace(/[-.]$/, '') : opened;
};

/** The path as it should be; segments that are well stay as they are. */
export function toKebabPath(template: string): string {
  const segments = segmentsOf(template).map((segment) =>
    isKebabSegment(segment) ? segment : mapLiterals(segment, toKebabLiteral),
  );
  return `/${segments.filter((segment) => segment !== '').join('/')}`;
}

export const pathsKebabCase = defineRule({
  id: 'paths-kebab-case',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_002',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'Paths are written in kebab-case', it: 'I path sono scritti in kebab-case' },
  why: {
    en: 'One way to write addresses spares readers guessing, and paths that differ only in case or underscore are mistyped.',
    it: 'Un solo modo di scrivere gli indirizzi evita di tirare a indovinare: i path che cambiano solo per maiuscole o trattini bassi si sbagliano.',
  },
  fix: {
    en: 'Write the segments of paths in lower case, with hyphens between words: `/certificati-residenza/{id}`.',
    it: 'Scrivere i segmenti dei path in minuscolo, con trattini tra le parole: `/certificati-residenza/{id}`.',
  },
  faults: {
    segment: {
      message: {
        en: 'In the path `{path}` the segment `{segment}` is not in kebab-case',
        it: 'Nel path `{path}` il segmento `{segment}` non è in kebab-case',
      },
      fix: { en: 'Rename the path to `{corrected}`.', it: 'Rinominare il path in `{corrected}`.' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'paths:\n  /certificati-residenza/{codiceFiscale}: {}\n  /elenchi/comuni.csv: {}\n  /.well-known/jwks.json: {}\n',
      },
    ],
    bad: [
      {
        yaml: 'paths:\n  /certificatiResidenza/{id}: {}  # ✗\n  /codici_fiscali: {}  # ✗\n  /IMU/aliquote: {}  # ✗\n  /comuni: {}\n',
      },
    ],
  },
  create: (_, { tell, saw }) => ({
    paths(paths, place) {
      for (const path of Object.keys(paths)) {
        if (!path.startsWith('/')) continue;
        const segments = segmentsOf(path);
        if (segments.some((segment) => literalsOf(segment).some((literal) => literal !== ''))) saw();
        const segment = segments.find((each) => !isKebabSegment(each));
        if (segment !== undefined) tell(at(place, path), 'segment', { path, segment, corrected: toKebabPath(path) });
      }
    },
  }),
});
