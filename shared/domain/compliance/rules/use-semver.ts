/** RAC_GEN_002: the version of an API follows Semantic Versioning 2.0.0 (semver.org). */
import { infoOf } from '../reading/info.ts';
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

const number = /^(?:0|[1-9]\d*)$/;
const identifier = /^[0-9A-Za-z-]+$/;

/** The grammar of semver.org, whole text: three numbers, then maybe `-pre.release` and `+build`. */
export function isSemver(version: string): boolean {
  const [, core = '', before, build] = /^([^-+]*)(?:-([^+]*))?(?:\+(.*))?$/s.exec(version) ?? [];
  const numbers = core.split('.');
  if (numbers.length !== 3 || !numbers.every((each) => number.test(each))) return false;
  const released = before?.split('.').every((each) => identifier.test(each) && (number.test(each) || /\D/.test(each)));
  return released !== false && (build === undefined || build.split('.').every((each) => identifier.test(each)));
}

const digits = 9;

/** The nearest semantic version: `v1.2` means `1.2.0`; `1.0.0` for what has no numbers. */
export function repairVersion(version: string): string {
  const [, rest = ''] = /^\s*v?\.?\s*([\d.]{0,60})/i.exec(version) ?? [];
  const found = rest.split('.').filter((each) => each !== '' && each.length <= digits);
  if (found.length === 0) return '1.0.0';
  return [...found, '0', '0']
    .slice(0, 3)
    .map((each) => String(Number(each)))
    .join('.');
}

export const useSemver = defineRule({
  id: 'use-semver',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_002',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: '`info.version` is a semantic version, such as `1.4.0`',
    it: '`info.version` è una versione semantica, come `1.4.0`',
  },
  why: {
    en: 'Its three numbers tell clients whether they may move to a new version without changing anything.',
    it: 'I tre numeri dicono ai client se possono passare a una nuova versione senza modificare nulla.',
  },
  fix: {
    en: 'Write the version as text with three numbers, major, minor and patch, and nothing before them.',
    it: 'Scrivere la versione come testo con tre numeri, major, minor e patch, e nulla davanti.',
  },
  faults: {
    absent: {
      message: { en: '`info` has no `version`', it: '`info` non ha `version`' },
      snippet: { info: { version: '1.0.0' } },
    },
    number: {
      message: {
        en: 'The version is the number {version}, not a text',
        it: 'La versione è il numero {version}, non un testo',
      },
      fix: {
        en: 'Write it in quotes and with three numbers: `"{repaired}"`.',
        it: 'Scriverla tra virgolette e con tre numeri: `"{repaired}"`.',
      },
      snippet: { info: { version: '{repaired}' } },
    },
    malformed: {
      message: {
        en: '`{version}` is not a semantic version',
        it: '`{version}` non è una versione semantica',
      },
      fix: {
        en: 'Write three numbers, major, minor and patch: `{repaired}`.',
        it: 'Scrivere tre numeri, major, minor e patch: `{repaired}`.',
      },
      snippet: { info: { version: '{repaired}' } },
    },
  },
  examples: {
    good: [
      { yaml: 'info:\n  title: Residenze\n  version: 1.4.0\n' },
      { yaml: 'info:\n  title: Residenze\n  version: 2.0.0-rc.1+build.7\n' },
    ],
    bad: [
      { yaml: 'info:\n  title: Residenze\n  version: 1.0  # ✗\n' },
      { yaml: 'info:\n  title: Residenze\n  version: v1.4.0  # ✗\n' },
      { yaml: 'info:  # ✗\n  title: Residenze\n' },
    ],
  },
  create: (_, { tell, saw }) => ({
    document(root) {
      saw();
      const { value: info, path } = infoOf(root);
      if (!Object.hasOwn(info, 'version')) return tell(path, 'absent');
      const { version } = info;
      const place = at(path, 'version');
      if (typeof version === 'number') tell(place, 'number', { version, repaired: repairVersion(String(version)) });
      else if (typeof version !== 'string' || !isSemver(version)) {
        const written = typeof version === 'string' ? version : typeof version;
        tell(place, 'malformed', { version: written, repaired: repairVersion(written) });
      }
    },
  }),
});
