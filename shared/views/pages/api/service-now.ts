/** Where an API answers: each address with its verdict, since when and why, its certificate, and announced maintenance. */
import type { ApiPage } from '../../../domain/catalogue/api-page.ts';
import { dayMs } from '../../../domain/uptime/availability.ts';
import type { CertificateState } from '../../../domain/uptime/certificate.ts';
import type { Endpoint } from '../../../domain/uptime/endpoint.ts';
import { explainProbeCode } from '../../explain-code.ts';
import { externalLink, type Html, html } from '../../html.ts';
import { callout, emptyState } from '../callout.ts';
import { chip, serviceChip } from '../chip.ts';
import { codeWords } from '../code-words.ts';
import { formatDuration } from '../duration.ts';
import { formatNumber, textsIn } from '../language.ts';
import { day, moment } from '../moment.ts';
import type { PageContext } from '../page.ts';

const texts = {
  since: { en: 'since', it: 'dal' },
  forSome: { en: 'for', it: 'da' },
  repair: { en: 'What to do:', it: 'Che cosa fare:' },
  none: { en: 'There is no address to probe', it: 'Non c’è un indirizzo da interrogare' },
  noneWhy: {
    en: 'The description names no server that can be probed over http or https, and the catalogue no status: whether the API answers is not known.',
    it: 'La descrizione non indica un server interrogabile in http o https, né il catalogo uno stato: non è noto se l’API risponda.',
  },
  'x-healthCheck': { en: 'declared as x-healthCheck of the server', it: 'dichiarato come x-healthCheck del server' },
  'status-link': { en: 'status link of the catalogue', it: 'collegamento status del catalogo' },
  'status-path': { en: '/status of the description', it: '/status della descrizione' },
  server: { en: 'base address of the server', it: 'indirizzo base del server' },
  certificate: { en: 'Certificate', it: 'Certificato' },
  validUntil: { en: 'valid until', it: 'valido fino al' },
  endedOn: { en: 'ended on', it: 'scaduto il' },
  oneDay: { en: '1 day left', it: 'resta 1 giorno' },
  daysLeft: { en: 'days left', it: 'giorni restanti' },
  renew: { en: 'renew it before then', it: 'rinnovarlo prima di allora' },
  lastDay: { en: 'less than a day left', it: 'resta meno di un giorno' },
  issuedBy: { en: 'issued by', it: 'rilasciato da' },
  noCertificate: { en: 'none seen', it: 'nessuno rilevato' },
  plainHttp: { en: 'none: it is probed over http', it: 'nessuno: è interrogato in http' },
  neverUp: {
    en: 'it has never answered since we began to watch it',
    it: 'non ha mai risposto da quando lo osserviamo',
  },
  maintenance: { en: 'Announced maintenance', it: 'Manutenzione annunciata' },
  from: { en: 'from', it: 'dal' },
  until: { en: 'to', it: 'al' },
  servers: { en: 'Servers of the description', it: 'Server della descrizione' },
  sandbox: { en: 'for tests: not probed', it: 'di prova: non interrogato' },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

/** Days before its end from which on it is worth a warning. */
const soonDays = 30;

function certificateWords(
  { current }: CertificateState,
  { language, now }: Pick<PageContext, 'language' | 'now'>,
): Html {
  const t = textsIn(texts, language);
  const leftMs = Date.parse(current.validTo) - Date.parse(now);
  if (Number.isNaN(leftMs)) return html`${t.issuedBy} ${current.issuer}`;
  const days = Math.floor(leftMs / dayMs);
  const left = days === 0 ? t.lastDay : days === 1 ? t.oneDay : `${formatNumber(days, language)} ${t.daysLeft}`;
  const ending =
    leftMs < 0
      ? html`${chip(html`${t.endedOn} ${day(current.validTo, language)}`, 'bad')}`
      : html`${t.validUntil} ${day(current.validTo, language)} ${days <= soonDays ? html`${chip(left, 'warn')} (${t.repair} ${t.renew})` : html`(${left})`}`;
  return html`${ending}, ${t.issuedBy} ${current.issuer}`;
}

function certificateOf({ url, certificate }: Endpoint, context: PageContext, t: Texts): Html | string {
  if (certificate !== undefined) return certificateWords(certificate, context);
  return url.startsWith('http:') ? t.plainHttp : t.noCertificate;
}

function why({ verdict, code }: Endpoint, { language }: PageContext, t: Texts): Html | false {
  if (code === undefined || (verdict === 'up' && code.startsWith('http-'))) return false;
  const { words, fix } = explainProbeCode(code);
  // Who announced maintenance has nothing to repair.
  const isWell = verdict === 'up' || verdict === 'maintenance' || fix[language] === '';
  return html`<p>${words[language]} <span class="v-quiet v-code">${code}</span></p>${!isWell && html`<p>${t.repair} ${codeWords(fix[language])}</p>`}`;
}

function drawEndpoint(endpoint: Endpoint, context: PageContext, t: Texts): Html {
  const { language, now } = context;
  const { url, kind, verdict, since, everUp } = endpoint;
  const lasting = formatDuration(Date.parse(now) - Date.parse(since), language);
  return html`<li>
<h3>${externalLink(url, url)}</h3>
<p>${serviceChip(verdict, language)} ${t.since} ${moment(since, language)} (${t.forSome} ${lasting})${!everUp && verdict !== 'up' && html`; ${t.neverUp}`}</p>
${why(endpoint, context, t)}
<p class="v-small v-quiet">${t[kind]} · ${t.certificate}: ${certificateOf(endpoint, context, t)}</p>
</li>`;
}

/** Of its endpoints, each once, those that are not over. */
function windowsOf({ endpoints }: ApiPage, now: string): NonNullable<Endpoint['maintenance']> {
  const all = endpoints.flatMap(({ maintenance }) => maintenance ?? []).filter(({ until }) => until > now);
  return [...new Map(all.map((window) => [`${window.from} ${window.until}`, window])).values()].toSorted(
    (one, other) => (one.from < other.from ? -1 : 1),
  );
}

function drawServers({ api, endpoints }: ApiPage, t: Texts): Html | false {
  const asked = new Set(endpoints.map(({ url }) => url));
  const servers = (api.metadata?.servers ?? []).filter(
    ({ url, description }) => !asked.has(url) || description !== undefined,
  );
  if (servers.length === 0) return false;
  const items = servers.map(
    ({ url, description, sandbox }) =>
      html`<li>${externalLink(url, url)}${description !== undefined && html` – ${description}`}${sandbox && html` <span class="v-quiet">(${t.sandbox})</span>`}</li>`,
  );
  return html`<h3 class="v-after-cards">${t.servers}</h3><ul>${items}</ul>`;
}

export function serviceNow(context: PageContext, page: ApiPage): Html {
  const { language, now } = context;
  const t = textsIn(texts, language);
  const windows = windowsOf(page, now);
  const items = windows.map(
    ({ from, until, note }) =>
      html`<li>${t.from} ${moment(from, language)} ${t.until} ${moment(until, language)}${note !== undefined && html`: ${note}`}</li>`,
  );
  return html`${windows.length > 0 && callout(t.maintenance, html`<ul>${items}</ul>`)}
${
  page.endpoints.length === 0
    ? emptyState(t.none, t.noneWhy)
    : html`<ul class="v-timeline">${page.endpoints.map((endpoint) => drawEndpoint(endpoint, context, t))}</ul>`
}
${drawServers(page, t)}`;
}
