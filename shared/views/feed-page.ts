/** A feed for people: the same events in the same order, in both languages. Plain HTML; works without JavaScript. */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import { type ChangeLevel, changeLevels } from '../domain/changes/change.ts';
import type { Text } from '../domain/text.ts';
import { type Feed, type FeedFormat, feedFormats, feedNames, feedPath, feedTitle, feedTypes } from './feed.ts';
import { feedItemOf } from './feed-item.ts';
import { type Html, html } from './html.ts';
import { levelChoice, levelName } from './level-words.ts';

/** Ours, without values from outside; as markup, since CSS is not to be escaped. */
const style = html`body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#17324d;background:#fff;overflow-wrap:anywhere}
h1{margin:.5rem 0;line-height:1.2}h2{margin:0;font-size:1.25rem}h3{margin:1rem 0 .25rem;font-size:1rem}p{margin:.5rem 0}ul{margin:.25rem 0}a{color:#0059b3}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;list-style:none}article{border-top:1px solid #c5c7c9;padding:1rem 0}
article div[lang=it]{margin-top:.75rem;padding-left:.75rem;border-left:.25rem solid #d9dadb}.level{font-weight:600}.breaking{color:#a8071a}.warning{color:#8a4b00}
[aria-current]{font-weight:600;color:inherit;text-decoration:none}.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}`;

const machineFormats = feedFormats.filter((format) => format !== 'html');

/** In both languages, each marked as what it is. */
const both = ({ en, it }: Text): Html => html`${en} <span lang="it">/ ${it}</span>`;

const moment = (at: string): Html => html`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>`;

function article(event: CatalogueEvent, { scope, filter, publicUrl }: Feed): Html {
  const { id, url, at, level, title, content } = feedItemOf(event, publicUrl);
  const ofKind = feedPath(scope, 'html', { ...filter, kind: event.kind });
  return html`<article id="${id.slice('urn:uuid:'.length)}">
<h2><a href="${url}">${title.en}</a></h2>
<p>${moment(at)} · <span class="level ${level}">${both(levelName(level))}</span> · <a href="${ofKind}">${event.kind}</a></p>
${content}
</article>
`;
}

function levelNav({ scope, filter }: Feed): Html {
  const { kind } = filter;
  const link = (level: ChangeLevel): Html => {
    const isCurrent = level === (filter.level ?? 'info');
    const path = feedPath(scope, 'html', {
      ...(level === 'info' ? {} : { level }),
      ...(kind === undefined ? {} : { kind }),
    });
    const words = both(levelChoice[level]);
    return html`<li>${isCurrent ? html`<a href="${path}" aria-current="true">${words}</a>` : html`<a href="${path}">${words}</a>`}</li>`;
  };
  const everyKind = feedPath(scope, 'html', filter.level === undefined ? {} : { level: filter.level });
  return html`<nav aria-label="Which changes"><ul>${changeLevels.map(link)}${
    kind !== undefined && html`<li><a href="${everyKind}">${both({ en: 'of every kind', it: 'di ogni tipo' })}</a></li>`
  }</ul></nav>`;
}

/** The same question on the pages of the dashboard. */
function dashboardHref({ scope, filter }: Feed, language: keyof Text): string {
  const { of, ...which } = scope;
  const query = new URLSearchParams({ ...filter });
  for (const value of Object.values(which)) query.append(of, value);
  return `/${language}/changes${query.size === 0 ? '' : `?${query}`}`;
}

function pageNav({ scope, filter, place, older, newer }: Feed): Html {
  const link = (at: Feed['place'], words: Text): Html =>
    html`<li><a href="${feedPath(scope, 'html', filter, at)}">${both(words)}</a></li>`;
  return html`<nav aria-label="Pages"><ul>
${older !== undefined && link(older, { en: `Older: ${older.month}`, it: 'precedenti' })}
${newer !== undefined && link(newer, { en: `Newer: ${newer.month}`, it: 'successive' })}
${place !== undefined && link(undefined, { en: 'Newest', it: 'le più recenti' })}
</ul></nav>`;
}

export function renderFeedPage(feed: Feed): string {
  const { scope, filter, events, publicUrl, place } = feed;
  const title = feedTitle(feed);
  const subscription = (format: FeedFormat): string => feedPath(scope, format, filter);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.en}</title>
<link rel="canonical" href="${publicUrl}${feedPath(scope, 'html', filter, place)}">
${machineFormats.map((format) => html`<link rel="alternate" type="${feedTypes[format]}" title="${title.en} (${feedNames[format]})" href="${subscription(format)}">\n`)}<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the list</a>
<header>
<p><a href="/">Vedetta</a></p>
<h1>${title.en}</h1>
<p lang="it">${title.it}</p>
<nav aria-label="Feeds"><ul>${machineFormats.map((format) => html`<li><a href="${subscription(format)}">${feedNames[format]}</a></li>`)}<li><a href="${dashboardHref(feed, 'en')}">On the dashboard</a></li><li><a href="${dashboardHref(feed, 'it')}" lang="it" hreflang="it">Nel sito</a></li></ul></nav>
${levelNav(feed)}
</header>
<main id="main">
${events.length === 0 ? html`<p>${both({ en: 'Nothing yet.', it: 'Ancora nulla.' })}</p>` : events.map((event) => article(event, feed))}
</main>
<footer>${pageNav(feed)}</footer>
</body>
</html>
`;
  return page.text;
}
