/** Each national figure with its value, what exactly is counted, of when it is, and the way to what it counts. */
import { happeningLists, happeningNames, questionOf } from '../../../domain/figures/happenings.ts';
import { type Happenings, type Snapshot, silentOf } from '../../../domain/figures/snapshot.ts';
import { dateOf, dayMs } from '../../../domain/uptime/availability.ts';
import { type Html, html } from '../../html.ts';
import { roundedUp } from '../../shares.ts';
import { dataTable } from '../data-table.ts';
import { formatShare, type Language, textsIn, type Words } from '../language.ts';
import { type ListQuery, listHref } from '../list-href.ts';
import { day, moment } from '../moment.ts';
import type { PageContext } from '../page.ts';
import { shareOf, written, writtenShare } from './figure-values.ts';

type Definition = { readonly name: Words; readonly counts: Words };

const definitions = {
  publishers: {
    name: { en: 'Registered administrations', it: 'Amministrazioni registrate' },
    counts: {
      en: 'All that this service watches: those in the sources file of whoever runs it. One that is taken out of it counts until its APIs are withdrawn.',
      it: 'Tutte quelle che il servizio osserva: quelle nel file delle sorgenti di chi lo gestisce. Una che ne viene tolta conta finché le sue API non risultano ritirate.',
    },
  },
  publishing: {
    name: { en: 'Administrations that publish', it: 'Amministrazioni che pubblicano' },
    counts: {
      en: 'Of these, those with at least one API that is not withdrawn.',
      it: 'Tra queste, quelle con almeno una API non ritirata.',
    },
  },
  silent: {
    name: { en: 'Administrations that publish nothing yet', it: 'Amministrazioni che non pubblicano ancora nulla' },
    counts: {
      en: 'The others whose addresses could be read: no API of theirs was found in a catalogue or at the usual addresses.',
      it: 'Le altre, tra quelle i cui indirizzi si sono potuti leggere: nessuna loro API è stata trovata in un catalogo o agli indirizzi consueti.',
    },
  },
  unread: {
    name: {
      en: 'Administrations of which it is not known whether they publish',
      it: 'Amministrazioni di cui non si sa se pubblichino',
    },
    counts: {
      en: 'Those without an API here of which no address could be read: a firewall blocks our visits, nobody answers, or nobody has looked yet.',
      it: 'Quelle senza API in questo catalogo di cui nessun indirizzo è risultato leggibile: un firewall blocca le visite, nessuno risponde o la visita non c’è ancora stata.',
    },
  },
  apis: {
    name: { en: 'APIs', it: 'API' },
    counts: {
      en: 'API descriptions found at administrations and not withdrawn, whatever their state.',
      it: 'Descrizioni di API trovate presso le amministrazioni e non ritirate, in qualunque stato siano.',
    },
  },
  valid: {
    name: { en: 'APIs with a valid description', it: 'API con una descrizione valida' },
    counts: {
      en: 'Of these, those whose description was there and valid by its OpenAPI version at the last visit.',
      it: 'Tra queste, quelle la cui descrizione all’ultima visita c’era ed era valida secondo la sua versione di OpenAPI.',
    },
  },
  publishable: {
    name: { en: 'Publishable on the national catalogue', it: 'Pubblicabili sul catalogo nazionale' },
    counts: {
      en: 'APIs in which the official ruleset of the national catalogue finds no error, by the last revision that was fetched; of all APIs. Those that could not be assessed are not counted as publishable.',
      it: 'API in cui le regole ufficiali del catalogo nazionale non trovano errori, secondo l’ultima revisione scaricata; sul totale delle API. Quelle che non è stato possibile valutare non contano come pubblicabili.',
    },
  },
  median: {
    name: { en: 'Median score', it: 'Punteggio mediano' },
    counts: {
      en: 'From 0 to 100, by the rules of the guideline: half of the APIs with a score have more, half have less.',
      it: 'Da 0 a 100, secondo le regole delle linee guida: metà delle API con un punteggio ha di più, metà di meno.',
    },
  },
  availability: {
    name: { en: 'Availability over 30 days', it: 'Disponibilità in 30 giorni' },
    counts: {
      en: 'Of the last 30 days that are over, and of the time in which services were found to answer or not to: the share in which those of all APIs answered.',
      it: 'Degli ultimi 30 giorni conclusi e del tempo in cui è risultato se i servizi rispondevano o no: la quota in cui quelli di tutte le API hanno risposto.',
    },
  },
  unknownTime: {
    name: { en: 'Time of which nothing is known', it: 'Tempo di cui non si sa nulla' },
    counts: {
      en: 'Of the same days: the share of time in which nobody looked, or in which it could not be told. It counts neither as up nor as down; nor does time that a firewall hides from us, which is not in this share.',
      it: 'Degli stessi giorni: la quota di tempo in cui nessuno ha controllato o non era possibile stabilirlo. Non conta né come attività né come interruzione; così anche il tempo che un firewall ci nasconde, che in questa quota non è compreso.',
    },
  },
  openIncidents: {
    name: { en: 'Open incidents', it: 'Incidenti aperti' },
    counts: {
      en: 'Services that had answered before, were found not to answer, more than once, and have not answered since.',
      it: 'Servizi che prima rispondevano, sono stati trovati più volte senza risposta e da allora non hanno risposto.',
    },
  },
  breaking: {
    name: { en: 'Breaking changes', it: 'Modifiche incompatibili' },
    counts: {
      en: 'Changes of an API that oblige those who call it to adapt, and withdrawals. Counted on the day they were told.',
      it: 'Modifiche di una API che obbligano chi la usa ad adeguarsi, e ritiri. Contate nel giorno in cui sono state segnalate.',
    },
  },
  published: {
    name: { en: 'APIs published', it: 'API pubblicate' },
    counts: {
      en: 'APIs seen for the first time, or back after they were withdrawn.',
      it: 'API viste per la prima volta, o tornate dopo il ritiro.',
    },
  },
  withdrawn: {
    name: { en: 'APIs withdrawn', it: 'API ritirate' },
    counts: {
      en: 'APIs of which nothing was to be found any more, for as long as it takes to be sure. Not those that are no longer watched.',
      it: 'API di cui non si è trovato più nulla, per il tempo necessario a esserne certi. Non quelle che non sono più osservate.',
    },
  },
  incidentsOpened: {
    name: { en: 'Incidents opened', it: 'Incidenti aperti nel periodo' },
    counts: { en: 'Incidents that began, relapses too.', it: 'Incidenti iniziati, comprese le ricadute.' },
  },
  incidentsClosed: {
    name: { en: 'Incidents closed', it: 'Incidenti chiusi nel periodo' },
    counts: { en: 'Incidents that are over.', it: 'Incidenti terminati.' },
  },
} as const satisfies { readonly [name: string]: Definition };

const texts = {
  figure: { en: 'Figure', it: 'Dato' },
  value: { en: 'Value', it: 'Valore' },
  counts: { en: 'What is counted', it: 'Che cosa si conta' },
  asOf: { en: 'Of when', it: 'A quando si riferisce' },
  noDay: { en: 'no day is over yet', it: 'nessun giorno ancora concluso' },
  rules: { en: 'Version of the rules:', it: 'Versione delle regole:' },
};

type Row = {
  readonly definition: Definition;
  /** By what it was counted, where that changes in time. */
  readonly by?: string;
  readonly value: string;
  readonly href: string;
  readonly asOf: Html | string;
};

/** What was told, from the first day on to the last; `isOver`: nothing more will be. */
export type Period = {
  readonly happened: Happenings;
  readonly from: string;
  readonly to: string;
  readonly isOver: boolean;
};

const span = ({ from, to }: Period, language: Language): Html => html`${day(from, language)} – ${day(to, language)}`;

function happeningRows(context: PageContext, period: Period): readonly Row[] {
  const { language } = context;
  return happeningNames.map((name) => {
    const list: ListQuery = questionOf(happeningLists[name]);
    return {
      definition: definitions[name],
      value: written(period.happened[name], language),
      href: listHref(context, '/changes', {
        ...list,
        since: period.from,
        until: period.isOver ? dateOf(Date.parse(period.to) + dayMs) : undefined,
      }),
      asOf: span(period, language),
    };
  });
}

function availabilityRows(context: PageContext, { availability }: Snapshot): readonly Row[] {
  const { language } = context;
  const href = listHref(context, '/apis', { sort: 'availability' });
  const asOf = availability === null ? texts.noDay[language] : day(availability.until, language);
  const unknown = availability?.unknownShare ?? null;
  return [
    {
      definition: definitions.availability,
      value: writtenShare(availability?.share ?? null, language, 2),
      href,
      asOf,
    },
    {
      definition: definitions.unknownTime,
      value: unknown === null ? written(null, language) : formatShare(roundedUp(unknown, 3), language),
      href,
      asOf,
    },
  ];
}

function countRows(context: PageContext, snapshot: Snapshot): readonly Row[] {
  const { language } = context;
  const { totals, publishable, scores, ruleset } = snapshot;
  const asOf = moment(snapshot.computedAt, language);
  const row = (definition: Definition, value: string, path: string, query: ListQuery = {}): Row => ({
    definition,
    value,
    href: listHref(context, path, query),
    asOf,
  });
  const number = (value: number): string => written(value, language);
  const share = writtenShare(shareOf(publishable.yes, totals.apis), language);
  return [
    row(definitions.publishers, number(totals.publishers), '/administrations'),
    row(definitions.publishing, number(totals.publishing), '/administrations', { publishes: 'something' }),
    row(definitions.silent, number(silentOf(totals)), '/administrations', { publishes: 'nothing' }),
    row(definitions.unread, written(totals.unread ?? null, language), '/administrations', { publishes: 'unknown' }),
    row(definitions.apis, number(totals.apis), '/apis'),
    row(definitions.valid, number(totals.valid), '/apis', { state: 'ok' }),
    row(definitions.publishable, `${number(publishable.yes)} (${share})`, '/apis', { publishable: 'yes' }),
    {
      ...row(definitions.median, written(scores.median, language, 1), '/apis', { sort: 'score-low' }),
      by: `${texts.rules[language]} ${ruleset}.`,
    },
    row(definitions.openIncidents, number(snapshot.openIncidents), '/incidents', { open: true }),
  ];
}

export function definitionsTable(context: PageContext, caption: string, snapshot: Snapshot, period: Period): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const rows = [
    ...countRows(context, snapshot),
    ...availabilityRows(context, snapshot),
    ...happeningRows(context, period),
  ];
  return dataTable({
    id: 'definitions',
    caption,
    columns: [{ heading: t.figure }, { heading: t.value, isNumber: true }, { heading: t.counts }, { heading: t.asOf }],
    rows: rows.map(({ definition, by, value, href, asOf }) => [
      html`<a href="${href}">${definition.name[language]}</a>`,
      value,
      [definition.counts[language], by].filter((words) => words !== undefined).join(' '),
      asOf,
    ]),
  });
}
