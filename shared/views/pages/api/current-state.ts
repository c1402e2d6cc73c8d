/** What holds of an API now: the state of its description with the way to repair it, its announced end, and who it is. */
import { type Api, type Revision, unwatched } from '../../../domain/catalogue/api.ts';
import type { ApiPage } from '../../../domain/catalogue/api-page.ts';
import { changeLevels } from '../../../domain/changes/change.ts';
import { dayMs } from '../../../domain/uptime/availability.ts';
import { explainCode } from '../../explain-code.ts';
import { externalLink, type Html, html } from '../../html.ts';
import { administrationLink } from '../administration-link.ts';
import { apiLink } from '../api-title.ts';
import { type CalloutTone, callout } from '../callout.ts';
import { codeWords } from '../code-words.ts';
import { definitionList, type Fact } from '../definition-list.ts';
import { formatDuration } from '../duration.ts';
import { formatNumber, type Language, textsIn } from '../language.ts';
import { levelCount } from '../level-chip.ts';
import { listHref } from '../list-href.ts';
import { day, moment } from '../moment.ts';
import type { PageContext } from '../page.ts';
import { sourceStateWords } from '../state-words.ts';

const texts = {
  since: { en: 'Since', it: 'Dal' },
  forSome: { en: 'for', it: 'da' },
  why: { en: 'Why:', it: 'Perché:' },
  repair: { en: 'What to do:', it: 'Che cosa fare:' },
  excused: {
    en: 'We could not check the documents it refers to',
    it: 'Non abbiamo potuto verificare i documenti riferiti',
  },
  excusedWhy: {
    en: 'That is no fault of its publisher: something kept us from them, or they did not answer for now. Whether the description is complete is not known; they are tried again at each visit.',
    it: 'Non è un errore di chi la pubblica: qualcosa ce lo ha impedito, o per ora non rispondono. Non è noto se la descrizione sia completa; si riprova a ogni visita.',
  },
  ourLimits: {
    en: 'it goes beyond what we read for one description',
    it: 'supera quanto leggiamo per una sola descrizione',
  },
  moreReferences: { en: 'further ones', it: 'altri' },
  newest: { en: 'Last change for callers:', it: 'Ultima modifica per chi la usa:' },
  ago: { en: '{time} ago', it: '{time} fa' },
  seeComparison: { en: 'see the comparison', it: 'vedi il confronto' },
  lastValid: { en: 'The last valid revision is number', it: 'L’ultima revisione valida è la numero' },
  of: { en: 'of', it: 'del' },
  neverValid: {
    en: 'No valid revision of it has been seen yet.',
    it: 'Non ne è ancora stata rilevata una revisione valida.',
  },
  withdrawn: { en: 'This API was withdrawn', it: 'Questa API è stata ritirata' },
  unwatched: { en: 'This API is no longer watched', it: 'Questa API non è più osservata' },
  withdrawnWhy: {
    en: 'No catalogue of its administration lists it any more.',
    it: 'Nessun catalogo della sua amministrazione la elenca più.',
  },
  knownLast: {
    en: 'What is told below is what was known of it last; it counts in no figure.',
    it: 'Quanto segue è ciò che se ne sapeva da ultimo; non è contata in alcun dato.',
  },
  unconfirmed: {
    en: 'Another content was seen once, and counts when it is seen again:',
    it: 'È stato rilevato una volta un altro contenuto, che sarà considerato se confermato da una nuova visita:',
  },
  deprecated: { en: 'It is deprecated', it: 'È deprecata' },
  deprecatedOn: { en: 'It is deprecated as of', it: 'È deprecata dal' },
  ends: { en: 'It ends on', it: 'Cessa il' },
  ended: { en: 'It ended on', it: 'È cessata il' },
  operationsEnd: { en: 'Operations of it end on', it: 'Alcune sue operazioni cessano il' },
  operationsEnded: { en: 'Operations of it ended on', it: 'Alcune sue operazioni sono cessate il' },
  lifecycle: { en: 'Its end is announced', it: 'Ne è annunciata la fine' },
  byDescription: { en: 'The description says so.', it: 'Lo dice la descrizione.' },
  byHeader: { en: 'A header of its answers says so.', it: 'Lo dice un’intestazione delle sue risposte.' },
  left: { en: 'in', it: 'fra' },
  days: { en: 'days', it: 'giorni' },
  oneDay: { en: '1 day', it: '1 giorno' },
  problems: { en: 'What is wrong with the description', it: 'Che cosa non va nella descrizione' },
  line: { en: 'line', it: 'riga' },
  column: { en: 'column', it: 'colonna' },
  whole: { en: 'the whole document', it: 'tutto il documento' },
  elsewhere: { en: 'in', it: 'in' },
  moreProblems: { en: 'All of them are in the revision as JSON', it: 'Tutti i problemi sono nella revisione in JSON' },
  administration: { en: 'Administration', it: 'Amministrazione' },
  notOwned: { en: 'on a host that is not of its domains', it: 'su un host che non è dei suoi domini' },
  description: { en: 'Description', it: 'Descrizione' },
  asPublished: { en: 'as we fetched it', it: 'copia scaricata' },
  format: { en: 'Format', it: 'Formato' },
  version: { en: 'Version', it: 'Versione' },
  documentation: { en: 'Documentation', it: 'Documentazione' },
  contact: { en: 'Contact', it: 'Contatto' },
  licence: { en: 'Licence', it: 'Licenza' },
  size: { en: 'Size', it: 'Dimensioni' },
  operations: { en: 'operations', it: 'operazioni' },
  operation: { en: 'operation', it: 'operazione' },
  schemas: { en: 'schemas', it: 'schemi' },
  schema: { en: 'schema', it: 'schema' },
  published: { en: 'Known since', it: 'Nota dal' },
  changed: { en: 'Changed last', it: 'Ultima modifica' },
  verified: { en: 'Looked at last', it: 'Ultima verifica' },
  identifier: { en: 'Its own identifier', it: 'Identificativo proprio' },
  aliases: { en: 'Also at', it: 'Anche in' },
  twins: { en: 'Same content as', it: 'Stesso contenuto di' },
  tags: { en: 'Tags', it: 'Etichette' },
  about: { en: 'What it says of itself', it: 'Che cosa dice di sé' },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

/** How long ago, in words. */
const lasting = (at: string, { now, language }: PageContext): string =>
  formatDuration(Date.parse(now) - Date.parse(at), language);

const toneOf: { readonly [tone: string]: CalloutTone } = { good: 'good', warn: 'warn', bad: 'bad', none: 'info' };

function reason(code: string | undefined, language: Language, t: Texts): Html | false {
  if (code === undefined) return false;
  const { words, fix } = explainCode(code);
  return html`<p>${t.why} <strong>${words[language]}</strong> <span class="v-quiet v-code">${code}</span></p>${
    fix[language] !== '' && html`<p>${t.repair} ${codeWords(fix[language])}</p>`
  }`;
}

function lastValid({ validRevision, validAt, verdict }: Api, language: Language, t: Texts): Html | false {
  if (verdict === 'valid') return false;
  if (validRevision === undefined || validAt === undefined) return html`<p>${t.neverValid}</p>`;
  return html`<p>${t.lastValid} ${formatNumber(validRevision, language)}, ${t.of} ${moment(validAt, language)}.</p>`;
}

const mostReferences = 5;

/** What could not be looked at, and why. */
function unchecked({ references }: Revision, language: Language, t: Texts): Html | false {
  const failed = references.filter(({ outcome }) => outcome !== 'resolved');
  if (failed.length === 0) return false;
  const rest = failed.length - mostReferences;
  const items = failed
    .slice(0, mostReferences)
    .map(
      ({ url, outcome }) =>
        html`<li>${externalLink(url, url)}: ${outcome === 'budget' ? t.ourLimits : explainCode(outcome).words[language]}</li>`,
    );
  return html`<ul>${items}${rest > 0 && html`<li>${t.moreReferences}: ${formatNumber(rest, language)}</li>`}</ul>`;
}

/** Told as the fault of nobody. */
function drawExcused(context: PageContext, { api, revisions }: ApiPage, t: Texts): Html {
  const { language } = context;
  const [newest] = revisions.items;
  return callout(
    t.excused,
    html`<p>${t.since} ${moment(api.stateSince, language)} (${t.forSome} ${lasting(api.stateSince, context)}). ${t.excusedWhy}</p>${
      newest?.excused === true && unchecked(newest, language, t)
    }${lastValid(api, language, t)}`,
  );
}

/** The newest revision that changed something for callers, with the way to what it was. */
function drawNewestChange(context: PageContext, { api, revisions }: ApiPage, t: Texts): Html | false {
  const { language } = context;
  for (const { number, fetchedAt, comparison } of revisions.items) {
    if (comparison === undefined) continue;
    const { base, counts } = comparison;
    const levels = changeLevels.filter((level) => level !== 'editorial' && counts[level] > 0);
    if (levels.length === 0) continue;
    const told = levels.map((level) => levelCount(level, counts[level], language)).join(', ');
    const href = listHref(context, `/apis/${api.id}/compare`, { from: base, to: number });
    return callout(
      `${t.newest} ${told}`,
      html`<p>${moment(fetchedAt, language)} (${t.ago.replace('{time}', lasting(fetchedAt, context))}): <a href="${href}">${t.seeComparison}</a>.</p>`,
      levels[0] === 'breaking' ? 'warn' : 'info',
    );
  }
  return false;
}

function drawState(context: PageContext, page: ApiPage, t: Texts): Html {
  const { api, source } = page;
  const { language } = context;
  if (api.state === 'withdrawn') {
    const at = api.withdrawnAt ?? api.stateSince;
    const isUnwatched = api.code === unwatched;
    const why = isUnwatched ? `${explainCode(unwatched).words[language]}.` : t.withdrawnWhy;
    return callout(
      isUnwatched ? t.unwatched : t.withdrawn,
      html`<p>${t.since} ${moment(at, language)} (${t.forSome} ${lasting(at, context)}). ${why} ${t.knownLast}</p>${lastValid(api, language, t)}`,
      'warn',
    );
  }
  if (api.state === 'unresolvable-ref' && api.excused === true) return drawExcused(context, page, t);
  const named = sourceStateWords[api.state];
  const title = `${named[language].charAt(0).toUpperCase()}${named[language].slice(1)}`;
  const unconfirmed = source?.pending;
  return callout(
    title,
    html`<p>${t.since} ${moment(api.stateSince, language)} (${t.forSome} ${lasting(api.stateSince, context)}).</p>
${api.state !== 'ok' && reason(api.code, language, t)}${lastValid(api, language, t)}${
  unconfirmed !== undefined && html`<p>${t.unconfirmed} ${moment(unconfirmed.seenAt, language)}.</p>`
}`,
    toneOf[named.tone] ?? 'info',
  );
}

function daysLeft(on: string, now: string, language: Language, t: Texts): string {
  const days = Math.round((Date.parse(on) - Date.parse(now.slice(0, 10))) / dayMs);
  if (days <= 0) return '';
  return ` (${t.left} ${days === 1 ? t.oneDay : `${formatNumber(days, language)} ${t.days}`})`;
}

function drawEnding({ language, now }: PageContext, { lifecycle }: Api, t: Texts): Html | false {
  const { deprecated, sunset } = lifecycle ?? {};
  if (deprecated === undefined && sunset === undefined) return false;
  const by = (source: 'description' | 'header'): string => (source === 'header' ? t.byHeader : t.byDescription);
  const isOver = sunset !== undefined && sunset.on < now.slice(0, 10);
  const ends = sunset?.of === 'operations' ? [t.operationsEnd, t.operationsEnded] : [t.ends, t.ended];
  return callout(
    t.lifecycle,
    html`${
      deprecated !== undefined &&
      html`<p>${deprecated.on === undefined ? html`${t.deprecated}.` : html`${t.deprecatedOn} ${day(deprecated.on, language)}.`} ${by(deprecated.source)}</p>`
    }${
      sunset !== undefined &&
      html`<p><strong>${ends[isOver ? 1 : 0]} ${day(sunset.on, language)}</strong>${daysLeft(sunset.on, now, language, t)}. ${by(sunset.source)}</p>`
    }`,
    'warn',
  );
}

const mostProblems = 5;

function drawProblems(revision: Revision | undefined, language: Language, t: Texts): Html | false {
  if (
    revision === undefined ||
    revision.verdict === 'valid' ||
    revision.excused === true ||
    revision.problems.length === 0
  )
    return false;
  let fixBefore: string | undefined;
  const items = revision.problems.slice(0, mostProblems).map(({ code, message, pointer, line, column, document }) => {
    const { words, fix } = explainCode(code);
    const place = line === undefined ? '' : `${t.line} ${formatNumber(line, language)}, ${t.column} ${column ?? 1}`;
    // What is the same as before is not said again.
    const isNewFix = fix[language] !== '' && fix[language] !== fixBefore;
    fixBefore = fix[language];
    return html`<li class="v-finding"><p><strong>${words[language]}</strong></p><p class="v-small">${place !== '' && html`${place} · `}${
      pointer === '' ? html`<span class="v-quiet">${t.whole}</span>` : html`<code>${pointer}</code>`
    }${document !== undefined && html` ${t.elsewhere} ${document}`}</p><p lang="en" class="v-small">${codeWords(message)}</p>${isNewFix && html`<p>${t.repair} ${codeWords(fix[language])}</p>`}</li>`;
  });
  const address = `/v1/apis/${revision.apiId}/revisions/${revision.number}`;
  return html`<h3 class="v-after-cards" id="problems">${t.problems}</h3><ol class="v-findings">${items}</ol>${
    revision.problemCount > items.length &&
    html`<p><a href="${address}">${t.moreProblems}</a> (${formatNumber(revision.problemCount, language)})</p>`
  }`;
}

const joined = (parts: readonly Html[], separator: string): Html =>
  html`${parts.map((part, index) => (index === 0 ? part : html`${separator}${part}`))}`;

const mailAddress = /^[^\s@:/?#&%,;]+@[^\s@:/?#&%,;]+$/;

function contactOf({ metadata }: Api): Html | undefined {
  const { name, email, url } = metadata?.contact ?? {};
  const parts = [
    ...(name === undefined ? [] : [html`${name}`]),
    ...(email === undefined
      ? []
      : [mailAddress.test(email) ? html`<a href="mailto:${email}">${email}</a>` : html`${email}`]),
    ...(url === undefined ? [] : [externalLink(url, url)]),
  ];
  return parts.length === 0 ? undefined : joined(parts, ', ');
}

const licenceOf = ({ metadata }: Api): Html | undefined => {
  const { name, url } = metadata?.license ?? {};
  if (url !== undefined) return externalLink(url, name ?? url);
  return name === undefined ? undefined : html`${name}`;
};

const counted = (count: number, one: string, many: string, language: Language): string =>
  `${formatNumber(count, language)} ${count === 1 ? one : many}`;

export const administrationOf = (context: PageContext, { api, isOrphan }: ApiPage): Html =>
  administrationLink(context, api.publisherId, api.publisherName, isOrphan !== true);

/** Those that are known. */
function factsOf(context: PageContext, page: ApiPage, t: Texts): readonly Fact[] {
  const { language } = context;
  const { api, source, twins } = page;
  const { metadata, specification } = api;
  const tags = (metadata?.tags ?? []).map(
    (tag) => html`<a href="${listHref(context, '/apis', { tag })}" rel="nofollow" lang="">${tag}</a>`,
  );
  const others = [...api.aliases, ...api.alternates].map((url) => externalLink(url, url));
  const same = twins.map(({ id, title }) => apiLink(context, id, title ?? id));
  const [contact, licence] = [contactOf(api), licenceOf(api)];
  const administration = html`${administrationOf(context, page)}${!api.owned && html` (${t.notOwned})`}`;
  const size =
    metadata === undefined
      ? undefined
      : `${counted(metadata.operations, t.operation, t.operations, language)}, ${counted(metadata.schemas, t.schema, t.schemas, language)}`;
  const facts: readonly (readonly [string, Html | string | undefined])[] = [
    [t.administration, administration],
    [
      t.description,
      html`${externalLink(api.url, api.url)} (<a href="/v1/apis/${api.id}/document">${t.asPublished}</a>)`,
    ],
    [t.format, specification && `${specification.startsWith('2') ? 'Swagger' : 'OpenAPI'} ${specification}`],
    [t.version, metadata?.version],
    [t.documentation, source?.docUrl === undefined ? undefined : externalLink(source.docUrl, source.docUrl)],
    [t.contact, contact],
    [t.licence, licence],
    [t.size, size],
    [t.published, day(api.publishedAt, language)],
    [t.changed, moment(api.changedAt, language)],
    [t.verified, source?.verifiedAt === undefined ? undefined : moment(source.verifiedAt, language)],
    [t.identifier, metadata?.apiId],
    [t.aliases, others.length === 0 ? undefined : joined(others, ', ')],
    [t.twins, same.length === 0 ? undefined : joined(same, ', ')],
    [t.tags, tags.length === 0 ? undefined : joined(tags, ', ')],
  ];
  return facts.flatMap(([name, value]): readonly Fact[] =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
}

export function currentState(context: PageContext, page: ApiPage): Html {
  const t = textsIn(texts, context.language);
  const { api, revisions } = page;
  const text = api.metadata?.description;
  return html`${drawState(context, page, t)}${drawNewestChange(context, page, t)}${drawEnding(context, api, t)}
${definitionList(factsOf(context, page, t))}
${text !== undefined && html`<details class="v-about"><summary>${t.about}</summary><p class="v-text" lang="">${text}</p></details>`}
${drawProblems(revisions.items[0], context.language, t)}`;
}
