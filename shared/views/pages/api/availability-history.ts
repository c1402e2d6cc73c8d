/** How an API was over the last ninety days: a strip for each address, how much is known, and how long answers took. */
import type { ApiPage, WatchedDays } from '../../../domain/catalogue/api-page.ts';
import { addFigures, availabilityOf } from '../../../domain/uptime/availability.ts';
import { watchOf } from '../../../domain/uptime/endpoint.ts';
import { hiddenShareOf, knownShareOf } from '../../../domain/uptime/known-share.ts';
import { mergeHistograms, quantile } from '../../../domain/uptime/latency.ts';
import { drawAvailabilityStrip } from '../../charts/availability-strip.ts';
import { drawBandChart } from '../../charts/band-chart.ts';
import { type Html, html } from '../../html.ts';
import { roundedDown, roundedUp } from '../../shares.ts';
import { emptyState } from '../callout.ts';
import { formatDuration } from '../duration.ts';
import { formatNumber, formatShare, type Language, textsIn } from '../language.ts';
import type { PageContext } from '../page.ts';

const texts = {
  none: { en: 'Nothing has been measured yet', it: 'Non ci sono ancora misurazioni' },
  noneWhy: {
    en: 'Availability is told from the first day on which an address of the API was probed.',
    it: 'La disponibilità è riportata dal primo giorno in cui un indirizzo dell’API è stato interrogato.',
  },
  strip: { en: 'The last 90 days of', it: 'Gli ultimi 90 giorni di' },
  availability: { en: 'Availability over 90 days', it: 'Disponibilità in 90 giorni' },
  ofKnown: { en: 'of the time that was measured', it: 'del tempo misurato' },
  notMeasured: { en: 'not measurable', it: 'non misurabile' },
  known: { en: 'Known', it: 'Tempo noto' },
  hidden: { en: 'hidden from us by a firewall', it: 'nascosto da un firewall' },
  unknown: { en: 'not known', it: 'non noto' },
  ofWatched: { en: 'of the time since it is watched', it: 'da quando è osservata' },
  others: { en: 'Further addresses are not drawn:', it: 'Altri indirizzi non sono disegnati:' },
  json: { en: 'all of them as JSON', it: 'tutti in JSON' },
  latency: { en: 'How long answers take', it: 'Quanto impiegano le risposte' },
  latencyOf: {
    en: 'Time to the whole answer by day, of the addresses above together.',
    it: 'Tempo fino alla risposta completa per giorno, degli indirizzi qui sopra insieme.',
  },
  p50: { en: 'half of the answers within (p50)', it: 'metà delle risposte entro (p50)' },
  p95: { en: '95% of the answers within (p95)', it: '95% delle risposte entro (p95)' },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

/** Milliseconds as people say them. */
const formatLatency = (ms: number, language: Language): string =>
  ms < 1000 ? `${formatNumber(ms, language)} ms` : `${formatNumber(ms / 1000, language, 1)} s`;

function tellShares(
  { endpoint, days }: WatchedDays,
  { from }: ApiPage,
  { language, now }: PageContext,
  t: Texts,
): Html {
  const { ms } = addFigures(days);
  const availability = availabilityOf(ms);
  const asked = [days, watchOf(endpoint), Date.parse(from), Date.parse(now)] as const;
  const [known, hidden] = [knownShareOf(...asked), hiddenShareOf(...asked) ?? 0];
  const measured = formatDuration(ms.up + ms.down, language);
  const told = availability === null ? t.notMeasured : formatShare(roundedDown(availability, 4), language, 2);
  return html`<p>${t.availability}: <strong class="v-number">${told}</strong>${availability !== null && html` ${t.ofKnown} (${measured})`}.${
    known !== null &&
    html` ${t.known}: <strong class="v-number">${formatShare(roundedDown(Math.max(0, known - hidden), 3), language)}</strong>, ${hidden > 0 && html`${t.hidden}: <strong class="v-number">${formatShare(roundedUp(hidden, 3), language)}</strong>, `}${t.unknown}: <strong class="v-number">${formatShare(roundedUp(1 - known, 3), language)}</strong> (${t.ofWatched}).`
  }</p>`;
}

function drawStrip(watched: WatchedDays, index: number, page: ApiPage, context: PageContext, t: Texts): Html {
  const { endpoint, days } = watched;
  const { language } = context;
  const since = endpoint.addedAt?.slice(0, 10) ?? days[0]?.date;
  const strip = drawAvailabilityStrip({
    id: `strip-${index + 1}`,
    title: `${t.strip} ${endpoint.url}`,
    language,
    from: page.from,
    to: page.to,
    days,
    ...(since === undefined ? {} : { since }),
  });
  return html`<h3>${endpoint.url}</h3>${tellShares(watched, page, context, t)}${strip}`;
}

function drawLatency({ watched, from, to }: ApiPage, language: Language, t: Texts): Html | false {
  const byDay = Map.groupBy(
    watched.flatMap(({ days }) => days),
    ({ date }) => date,
  );
  const points = Array.from(byDay, ([date, days]) => {
    const latency = mergeHistograms(days.map((each) => each.latency));
    return { date, low: quantile(latency, 0.5), high: quantile(latency, 0.95) };
  }).filter(({ low }) => low !== null);
  if (points.length === 0) return false;
  const chart = drawBandChart({
    id: 'latency',
    title: t.latency,
    language,
    points,
    from,
    to,
    lowLabel: t.p50,
    highLabel: t.p95,
    format: (ms) => formatLatency(ms, language),
    formatStep: (ms) => (ms === 0 ? '0' : formatLatency(ms, language)),
  });
  return html`<h3>${t.latency}</h3><p class="v-small v-quiet">${t.latencyOf}</p>${chart}`;
}

export function availabilityHistory(context: PageContext, page: ApiPage): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const { api, watched, endpoints } = page;
  if (watched.every(({ days }) => days.length === 0)) return emptyState(t.none, t.noneWhy);
  const others = endpoints.slice(watched.length);
  return html`${watched.map((each, index) => drawStrip(each, index, page, context, t))}
${
  others.length > 0 &&
  html`<p>${t.others} ${others.map(({ url }, index) => html`${index > 0 && ', '}<span class="v-code">${url}</span>`)} (<a href="/v1/apis/${api.id}/availability">${t.json}</a>).</p>`
}
${drawLatency(page, language, t)}`;
}
