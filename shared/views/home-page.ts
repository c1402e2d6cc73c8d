/** The home page: administrations, their APIs and how they are. Plain HTML; works without JavaScript. */

import type { Api } from '../domain/catalogue/api.ts';
import type { Overview } from '../domain/catalogue/dossier.ts';
import type { SourceState } from '../domain/catalogue/source.ts';
import type { Compliance } from '../domain/compliance/compliance.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { ProbeVerdict } from '../domain/uptime/sample.ts';
import { describeEvent, eventPath } from './event-text.ts';
import { explainCode, explainProbeCode } from './explain-code.ts';
import { externalLink, type Html, html } from './html.ts';

const stateWords: { readonly [state in SourceState]: string } = {
  pending: 'not visited yet',
  ok: 'valid',
  invalid: 'invalid',
  'unresolvable-ref': 'a reference leads nowhere',
  unanalysable: 'could not be analysed',
  unreachable: 'not reachable',
  blocked: 'a firewall blocked us',
  'not-a-description': 'not a description',
  'too-large': 'too large',
  withdrawn: 'withdrawn',
};

/** Ours, without values from outside; as markup, since CSS is not to be escaped. */
const overviewStyle = html`body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem;color:#17324d;background:#fff;overflow-wrap:anywhere}
h1{margin:0}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d9dadb;vertical-align:top}th{overflow-wrap:normal}td small{overflow-wrap:anywhere}.scroll table{min-width:44rem}
a{color:#0066cc}section{margin-top:2rem}.figures{display:flex;flex-wrap:wrap;gap:1.5rem;padding:0;list-style:none}
.figures strong{display:block;font-size:1.75rem;line-height:1.2}.state{white-space:nowrap}
.state::before{content:"";display:inline-block;width:.7rem;height:.7rem;border-radius:50%;margin-right:.4rem;background:#5c6f82}
.ok::before,.up::before{background:#008055}.invalid::before,.down::before,.unresolvable-ref::before{background:#cc334d}.unreachable::before,.degraded::before{background:#a66300}
.scroll{overflow-x:auto}small{color:#455b71}.skip{position:absolute;left:-99rem}.skip:focus{position:static}`;

const moment = (at: string): Html => html`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>`;

const figure = (count: number, words: string): Html => html`<li><strong>${count}</strong> ${words}</li>`;

function figures({ totals }: Overview): Html {
  if (totals === undefined) return html`<p>No figures yet: the first roll-up has not run.</p>`;
  const { verdicts, endpoints } = totals;
  return html`<ul class="figures">
${figure(totals.publishers, 'administrations')}${figure(totals.apis, 'APIs')}${figure(verdicts.valid, 'valid')}${figure(verdicts.invalid, 'invalid')}${figure(verdicts['unresolvable-ref'], 'with references that lead nowhere')}${figure(endpoints.up, 'endpoints up')}${figure(endpoints.down, 'endpoints down')}
</ul>
<p><small>Counted at ${moment(totals.computedAt)}. <a href="/v1/publishers">Data</a>, <a href="/status">runs</a>.</small></p>`;
}

const reason = ({ code, state }: Api): Html =>
  code === undefined || state === 'ok' ? html`` : html`<br><small>${explainCode(code).words.en}</small>`;

const serviceWords: { readonly [verdict in ProbeVerdict]: string } = {
  up: 'answers',
  degraded: 'answers badly',
  down: 'does not answer',
  blocked: 'a firewall blocked us',
  maintenance: 'in maintenance, as announced',
  unknown: 'unknown',
};

/** Each endpoint's verdict once, and since when; nothing to probe is told as such. */
function service(endpoints: readonly Endpoint[]): Html {
  if (endpoints.length === 0) return html`<small>no address to ask</small>`;
  const byVerdict = Map.groupBy(endpoints, ({ verdict }) => verdict);
  return html`${[...byVerdict].map(([verdict, [first]]) => html`<span class="state ${verdict}">${serviceWords[verdict]}</span><br><small>${first?.code !== undefined && verdict !== 'up' && html`${explainProbeCode(first.code).words.en}, `}since ${moment(first?.since ?? '')}</small> `)}`;
}

/** The national platform's gate, then the grade; words before codes. */
function compliance(held: Compliance | undefined): Html {
  if (held === undefined) return html`<small>not assessed yet</small>`;
  const { apiId, publishable, errors, grade, score } = held;
  if (errors === null) return html`<small>not assessable</small>`;
  const words =
    publishable === null
      ? 'gate not known'
      : publishable
        ? 'publishable'
        : `not publishable: ${errors} ${errors === 1 ? 'error' : 'errors'}`;
  return html`<small><a href="/v1/apis/${apiId}/report">${words}</a>${grade !== null && html`<br>grade ${grade} (${score} of 100)`}</small>`;
}

function apiRow(api: Api, endpoints: readonly Endpoint[], held: Compliance | undefined): Html {
  return html`<tr>
<td><a href="/v1/apis/${api.id}">${api.metadata?.title ?? api.url}</a> ${api.metadata?.version}<br><small>${externalLink(api.url, api.url)}<br><a href="/v1/apis/${api.id}/availability">Availability</a>, <a href="/v1/apis/${api.id}/incidents">incidents</a></small></td>
<td><span class="state ${api.state}">${stateWords[api.state]}</span>${reason(api)}</td>
<td>${compliance(held)}</td>
<td>${service(endpoints)}</td>
<td><a href="/v1/apis/${api.id}/revisions">${api.revision}</a></td>
<td>${moment(api.changedAt)}</td>
</tr>
`;
}

function publisherSection({
  publisher,
  apis,
  sources,
  endpoints,
  compliance: held,
}: Overview['publishers'][number]): Html {
  const troubled = sources.filter(({ apiId, state }) => apiId === undefined && state !== 'ok' && state !== 'pending');
  return html`<section id="${publisher.id}">
<h2><a href="/v1/publishers/${publisher.id}">${publisher.name}</a></h2>
${
  apis.length === 0
    ? html`<p>No API found yet.</p>`
    : html`<div class="scroll"><table>
<caption>APIs of ${publisher.name}</caption>
<thead><tr><th scope="col">API</th><th scope="col">Description</th><th scope="col">Compliance</th><th scope="col">Service</th><th scope="col">Revisions</th><th scope="col">Changed</th></tr></thead>
<tbody>
${apis.map((api) =>
  apiRow(
    api,
    endpoints.filter(({ apiId }) => apiId === api.id),
    held.find(({ apiId }) => apiId === api.id),
  ),
)}</tbody>
</table></div>`
}
${
  troubled.length > 0 &&
  html`<p>Addresses that gave no API:</p><ul>${troubled.map(
    ({ url, state, code }) =>
      html`<li>${externalLink(url, url)}: <span class="state ${state}">${stateWords[state]}</span>${code !== undefined && html` <small>${explainCode(code).words.en}</small>`}</li>`,
  )}</ul>`
}
</section>
`;
}

export function renderHomePage(overview: Overview): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vedetta: the APIs of public administrations</title>
<link rel="alternate" type="application/rss+xml" title="Changes (RSS)" href="/feeds/changes.rss">
<link rel="alternate" type="application/atom+xml" title="Changes (Atom)" href="/feeds/changes.atom">
<link rel="alternate" type="application/feed+json" title="Changes (JSON Feed)" href="/feeds/changes.json">
<style>${overviewStyle}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the list</a>
<header><h1>Vedetta</h1><p>The APIs that public administrations publish: whether their descriptions are valid, what changed, and whether they answer.</p></header>
<main id="main">
${figures(overview)}
<section><h2>Latest changes</h2>
${overview.events.length === 0 ? html`<p>Nothing yet.</p>` : html`<ul>${overview.events.map((event) => html`<li>${moment(event.at)} <a href="${eventPath(event)}">${describeEvent(event).title.en}</a></li>`)}</ul>`}
<p><a href="/feeds/changes.html">All changes</a>, as feeds: <a href="/feeds/changes.rss">RSS</a>, <a href="/feeds/changes.atom">Atom</a>, <a href="/feeds/changes.json">JSON Feed</a>; <a href="/feeds/publishers.opml">the feeds of all administrations (OPML)</a></p></section>
${overview.publishers.map((each) => publisherSection(each))}
${overview.more && html`<p>There are more administrations than this page shows: <a href="/v1/publishers">the whole list</a>.</p>`}
</main>
<footer><p><a href="/openapi.json">Our own API</a> · <a href="/v1/incidents?open">Open incidents</a> · <a href="/v1/service-levels.csv">Service levels of the last month (CSV)</a> · <a href="/status">Status</a></p></footer>
</body>
</html>
`;
  return page.text;
}
