/** Catalogue metadata: `x-healthCheck` of a server, `{url, interval, timeout}` in seconds, as probes take it. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import { at } from '../reading/operations.ts';
import { hostOf } from '../reading/placeholders.ts';
import { isRealAddress } from '../reading/stand-ins.ts';
import { defineRule, openapi3, type Teller } from '../rule.ts';

/** A day: probes take no longer interval. */
const longestSeconds = 86_400;
/** Probes take no longer address. */
const urlCharacters = 400;

/** Seconds given as a number, or as a text that is one. */
const readSeconds = (value: unknown): number | undefined => {
  const seconds = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 && seconds <= longestSeconds ? seconds : undefined;
};

/** An http(s) URL without credentials, or one relative to the server. */
function isProbed(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > urlCharacters || /[{}]/.test(value))
    return false;
  const url = URL.parse(value, 'https://server.invalid/');
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

type Fault = 'shape' | 'url' | 'placeholder' | 'seconds' | 'order';

function judgeTimes(check: Members, place: Path, { tell }: Teller<Fault>): void {
  for (const member of ['interval', 'timeout']) {
    if (Object.hasOwn(check, member) && readSeconds(check[member]) === undefined) {
      tell(at(place, member), 'seconds', { member });
    }
  }
  const interval = readSeconds(check.interval);
  const timeout = readSeconds(check.timeout);
  if (interval !== undefined && timeout !== undefined && timeout >= interval) {
    tell(at(place, 'timeout'), 'order', { timeout, interval });
  }
}

export const modiHealthCheck = defineRule({
  id: 'modi-health-check',
  severity: 'info',
  profile: 'guideline',
  reference: 'CATALOGUE',
  level: 'SHOULD',
  versions: openapi3,
  title: { en: '`x-healthCheck` of a server is well formed', it: '`x-healthCheck` di un server è ben formato' },
  why: {
    en: 'By it probes know where, how often and how patiently to ask; one they cannot read is as good as none.',
    it: 'Le sonde vi leggono dove, ogni quanto e con quanta pazienza chiedere; se non lo sanno leggere è come se non ci fosse.',
  },
  fix: {
    en: 'Give a `url`, and `interval` and `timeout` in seconds, the timeout shorter than the interval.',
    it: 'Indicare una `url`, e `interval` e `timeout` in secondi, con il timeout più breve dell’intervallo.',
  },
  faults: {
    shape: {
      message: { en: '`x-healthCheck` is not an object', it: '`x-healthCheck` non è un oggetto' },
      snippet: { 'x-healthCheck': { url: 'https://api.comune.esempio.it/v1/status', interval: 300, timeout: 10 } },
    },
    url: {
      message: {
        en: '`x-healthCheck` has no `url` that can be asked',
        it: '`x-healthCheck` non ha una `url` interrogabile',
      },
      fix: {
        en: 'Give the http(s) address to ask, without credentials and variables, such as that of `/status`.',
        it: 'Indicare l’indirizzo http(s) da interrogare, senza credenziali né variabili, per esempio quello di `/status`.',
      },
    },
    placeholder: {
      message: {
        en: 'The `url` of `x-healthCheck`, `{url}`, is an example’s',
        it: 'La `url` di `x-healthCheck`, `{url}`, è un esempio',
      },
    },
    seconds: {
      message: {
        en: '`{member}` is not a number of seconds up to a day',
        it: '`{member}` non è un numero di secondi, al più un giorno',
      },
    },
    order: {
      message: {
        en: 'The timeout, {timeout} s, is not shorter than the interval, {interval} s',
        it: 'Il timeout, {timeout} s, non è più breve dell’intervallo, {interval} s',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'servers:\n  - url: https://api.comune.esempio.it/v1\n    x-healthCheck:\n      url: https://api.comune.esempio.it/v1/status\n      interval: 300\n      timeout: 10\n',
      },
    ],
    bad: [
      {
        yaml: 'servers:\n  - url: https://api.comune.esempio.it/v1\n    x-healthCheck:\n      url: https://api.comune.esempio.it/v1/status\n      interval: 5\n      timeout: 10  # ✗\n',
      },
      {
        yaml: 'servers:\n  - url: https://api.comune.esempio.it/v1\n    x-healthCheck:  # ✗\n      interval: PT5M  # ✗\n',
      },
      { yaml: 'servers:\n  - url: https://api.comune.esempio.it/v1\n    x-healthCheck: true  # ✗\n' },
    ],
  },
  create: (_, teller) => ({
    server(server, path) {
      if (!Object.hasOwn(server, 'x-healthCheck')) return;
      const { tell, saw } = teller;
      saw();
      const check = server['x-healthCheck'];
      const place = at(path, 'x-healthCheck');
      if (!isObject(check)) return tell(place, 'shape');
      const { url } = check;
      if (!isProbed(url)) tell(Object.hasOwn(check, 'url') ? at(place, 'url') : place, 'url');
      else if (!isRealAddress(hostOf(url))) tell(at(place, 'url'), 'placeholder', { url });
      judgeTimes(check, place, teller);
    },
  }),
});
