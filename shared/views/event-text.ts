/** An event as a sentence, in both languages. Values of documents appear as text only; writers escape them. */
import { type CatalogueEvent, type EventKind, unwatched } from '../domain/catalogue/api.ts';
import type { ChangeCounts, ComparisonNote } from '../domain/changes/change.ts';
import type { Text } from '../domain/text.ts';
import { certificateHeadlines, certificateSummaries } from './certificate-text.ts';
import { explainProbeCode } from './explain-code.ts';
import { lifecycleHeadlines, lifecycleSummaries } from './lifecycle-text.ts';

export type EventWords = { readonly title: Text; readonly summary: Text };

type Phrase = (event: CatalogueEvent) => Text;

const version = ({ apiVersion }: CatalogueEvent): string =>
  apiVersion === undefined || apiVersion === '' ? '' : ` ${apiVersion}`;
const problems = ({ facts }: CatalogueEvent, one: string, many: string): string =>
  `${facts.problems} ${facts.problems === 1 ? one : many}`;

/** What happened, per kind; the API's name comes before it. */
const headlines: { readonly [kind in EventKind]: Text | Phrase } = {
  'api.published': { en: 'published', it: 'pubblicata' },
  'api.changed': ({ counts }) => countWords(counts) ?? { en: 'changed', it: 'modificata' },
  'api.invalid': (event) => withCounts(event, { en: 'description no longer valid', it: 'descrizione non più valida' }),
  'api.valid': (event) => withCounts(event, { en: 'description valid again', it: 'descrizione di nuovo valida' }),
  'api.withdrawn': ({ facts }) =>
    facts.code === unwatched
      ? { en: 'no longer watched', it: 'non più osservata' }
      : { en: 'withdrawn', it: 'ritirata' },
  ...lifecycleHeadlines,
  'compliance.changed': (event) => compliance(event),
  'ruleset.changed': ({ from, to }) => ({
    en: `scored by new rules, ${from} → ${to}`,
    it: `valutate con nuove regole, ${from} → ${to}`,
  }),
  'incident.opened': { en: 'not answering', it: 'non risponde' },
  'incident.closed': { en: 'answering again', it: 'risponde di nuovo' },
  ...certificateHeadlines,
};

const verdictWords: { readonly [verdict: string]: Text } = {
  valid: { en: 'valid', it: 'valida' },
  invalid: { en: 'not valid', it: 'non valida' },
  'unresolvable-ref': {
    en: 'incomplete, with references that can not be resolved',
    it: 'incompleta, contiene riferimenti che non è possibile risolvere',
  },
  'too-large': { en: 'too large', it: 'troppo grande' },
  unanalysable: { en: 'one that could not be analysed', it: 'non analizzabile' },
};

const verdict = ({ facts }: CatalogueEvent): Text =>
  verdictWords[String(facts.verdict)] ?? { en: String(facts.verdict), it: String(facts.verdict) };

const reason = ({ facts }: CatalogueEvent): Text => explainProbeCode(String(facts.code)).words;

const gateWords: { readonly [verdict: string]: Text } = {
  yes: { en: 'yes', it: 'sì' },
  no: { en: 'no', it: 'no' },
  unknown: { en: 'not known', it: 'non noto' },
};

/** Whether it could be published, with what stands in the way. */
function gate({ facts }: CatalogueEvent, when: 'before' | 'after'): Text {
  const verdict = facts[`publishable_${when}`];
  const words = gateWords[String(verdict)] ?? { en: String(verdict), it: String(verdict) };
  const errors = facts[`errors_${when}`];
  if (verdict !== 'no' || errors === undefined) return words;
  return {
    en: `${words.en} (${errors} ${errors === 1 ? 'error' : 'errors'})`,
    it: `${words.it} (${errors} ${errors === 1 ? 'errore' : 'errori'})`,
  };
}

/** What moved: the grade, the gate, or both. */
function compliance(event: CatalogueEvent): Text {
  const { grade_before, grade_after, publishable_before, publishable_after } = event.facts;
  const [before, after] = [gate(event, 'before'), gate(event, 'after')];
  const parts = [
    ...(grade_before === grade_after
      ? []
      : [
          {
            en: `compliance grade ${grade_before} → ${grade_after}`,
            it: `conformità ${grade_before} → ${grade_after}`,
          },
        ]),
    ...(publishable_before === publishable_after
      ? []
      : [
          {
            en: `publishable on the national catalogue: ${before.en} → ${after.en}`,
            it: `pubblicabile sul catalogo nazionale: ${before.it} → ${after.it}`,
          },
        ]),
  ];
  return { en: parts.map(({ en }) => en).join('; '), it: parts.map(({ it }) => it).join('; ') };
}

/** Levels that are told, each with one and many, first in a row with the noun and then without. */
const counted = [
  ['breaking', ['breaking change', 'breaking changes'], ['modifica incompatibile', 'modifiche incompatibili']],
  ['warning', ['warning', 'warnings'], ['modifica da verificare', 'modifiche da verificare']],
  ['info', ['compatible change', 'compatible changes'], ['modifica compatibile', 'modifiche compatibili']],
] as const;

const withoutNoun = (words: string): string => words.replace(/ ?\b(?:changes?|modific(?:a|he))\b ?/, '');

/** `3 breaking changes, 2 compatible`; undefined when there is nothing but wording. */
function countWords(counts: ChangeCounts | undefined): Text | undefined {
  const told = counted.filter(([level]) => (counts?.[level] ?? 0) > 0);
  if (counts === undefined || told.length === 0) return undefined;
  const words = (language: 1 | 2): string =>
    told
      .map((entry, place) => {
        const count = counts[entry[0]];
        const noun = entry[language][count === 1 ? 0 : 1];
        return `${count} ${place === 0 ? noun : withoutNoun(noun)}`;
      })
      .join(', ');
  return { en: words(1), it: words(2) };
}

function withCounts({ counts }: CatalogueEvent, headline: Text): Text {
  const words = countWords(counts);
  return words === undefined ? headline : { en: `${headline.en}; ${words.en}`, it: `${headline.it}; ${words.it}` };
}

/** What else there is to say, in short; a whole sentence of each stands beside. */
const noteTexts: { readonly [note in ComparisonNote]: Text } = {
  'api-major-version-not-bumped': { en: 'without a new major version', it: 'senza una nuova versione principale' },
  'api-version-not-bumped': { en: 'without a new version', it: 'senza una nuova versione' },
  'api-version-decreased': { en: 'under a lower version', it: 'con una versione più bassa' },
  'breaking-before-sunset': { en: 'before the announced end', it: 'prima della fine annunciata' },
};

/** What changed of it, for callers; nothing where it is the first, or nothing was compared. */
function compared({ facts, counts, notes = [] }: CatalogueEvent): readonly Text[] {
  if (facts.comparison === 'unavailable') {
    return [
      {
        en: 'It could not be compared with an earlier revision: what changed for callers is not known.',
        it: 'Non è stato possibile confrontarla con una revisione precedente: non è noto che cosa cambi per chi la usa.',
      },
    ];
  }
  if (counts === undefined) return [];
  const words = countWords(counts) ?? { en: 'nothing but wording', it: 'solo modifiche redazionali' };
  const besides = notes.map((note) => noteTexts[note]);
  const base = facts.base_version === undefined ? facts.base : `${facts.base} (${facts.base_version})`;
  return [
    {
      en: `Since revision ${base}: ${[words.en, ...besides.map(({ en }) => en)].join(', ')}.`,
      it: `Rispetto alla revisione ${base}: ${[words.it, ...besides.map(({ it }) => it)].join(', ')}.`,
    },
  ];
}

function sentences(parts: readonly Text[]): Text {
  return { en: parts.map(({ en }) => en).join(' '), it: parts.map(({ it }) => it).join(' ') };
}

const revised: Phrase = (event) =>
  sentences([
    {
      en: `Revision ${event.facts.revision} of the description was found at ${event.at}; it is ${verdict(event).en} (${problems(event, 'problem', 'problems')}).`,
      it: `La revisione ${event.facts.revision} della descrizione è stata trovata il ${event.at}; è ${verdict(event).it} (${problems(event, 'problema', 'problemi')}).`,
    },
    ...compared(event),
  ]);

const summaries: { readonly [kind in EventKind]: Phrase } = {
  'api.published': (event) =>
    event.facts.returned === undefined
      ? revised(event)
      : sentences([
          {
            en: `Listed again after its withdrawal of ${event.facts.returned}.`,
            it: `Di nuovo in elenco dopo il ritiro del ${event.facts.returned}.`,
          },
          ...compared(event),
        ]),
  'api.changed': revised,
  'api.invalid': revised,
  'api.valid': revised,
  'api.withdrawn': ({ facts }) =>
    facts.code === unwatched
      ? {
          en: `Since ${facts.missing_since} its administration is no longer among those that this service watches: whether the API is still published is not known.`,
          it: `Dal ${facts.missing_since} la sua amministrazione non è più tra quelle osservate da questo servizio: non si sa se la API sia ancora pubblicata.`,
        }
      : {
          en: `No catalogue has listed it since ${facts.missing_since}.`,
          it: `Nessun catalogo la elenca dal ${facts.missing_since}.`,
        },
  ...lifecycleSummaries,
  'compliance.changed': (event) => {
    const { revision, ruleset, score_before, score_after } = event.facts;
    const [before, after] = [gate(event, 'before'), gate(event, 'after')];
    return {
      en: `With revision ${revision}, by ruleset ${ruleset}: score ${score_before ?? 'none'} → ${score_after ?? 'none'} of 100; publishable on the national catalogue: ${before.en} → ${after.en}.`,
      it: `Con la revisione ${revision}, regole ${ruleset}: punteggio ${score_before ?? 'assente'} → ${score_after ?? 'assente'} su 100; pubblicabile sul catalogo nazionale: ${before.it} → ${after.it}.`,
    };
  },
  'ruleset.changed': ({ facts }) => ({
    en: `The rules changed, not the APIs: of ${facts.apis} APIs scored again ${facts.up} rose, ${facts.down} fell and ${facts.same} stayed; publishable before ${facts.publishable_before}, now ${facts.publishable_after}.`,
    it: `Sono cambiate le regole, non le API: di ${facts.apis} API valutate di nuovo ${facts.up} salgono, ${facts.down} scendono e ${facts.same} restano; pubblicabili prima ${facts.publishable_before}, ora ${facts.publishable_after}.`,
  }),
  'incident.opened': (event) => ({
    en: `${event.facts.url} has failed every confirmation since ${event.facts.opened_at}: ${reason(event).en} (${event.facts.code}).`,
    it: `${event.facts.url} non supera alcuna verifica dal ${event.facts.opened_at}: ${reason(event).it} (${event.facts.code}).`,
  }),
  'incident.closed': (event) =>
    closings[String(event.facts.closed_because)]?.summary(event) ?? {
      en: `${event.facts.url} answers again; it had failed from ${event.facts.opened_at} to ${event.facts.closed_at}: ${reason(event).en} (${event.facts.code}).`,
      it: `${event.facts.url} risponde di nuovo; non rispondeva dal ${event.facts.opened_at} al ${event.facts.closed_at}: ${reason(event).it} (${event.facts.code}).`,
    },
  ...certificateSummaries,
};

/** Ends that are not an answer. */
const closings: { readonly [because: string]: { readonly headline: Text; readonly summary: Phrase } } = {
  'endpoint-removed': {
    headline: { en: 'address no longer published', it: 'indirizzo non più pubblicato' },
    summary: ({ facts }) => ({
      en: `${facts.url} is no longer published; it had not answered since ${facts.opened_at}.`,
      it: `${facts.url} non è più pubblicato; non rispondeva dal ${facts.opened_at}.`,
    }),
  },
  blocked: {
    headline: { en: 'can no longer be seen', it: 'non più visibile' },
    summary: ({ facts }) => ({
      en: `A firewall answers us in place of ${facts.url}: whether it answers others is not known; it had not answered since ${facts.opened_at}.`,
      it: `Un firewall ci risponde al posto di ${facts.url}: non è noto se risponda ad altri; non rispondeva dal ${facts.opened_at}.`,
    }),
  },
};

/** Whose it is: an API's, a host's with the administration that has APIs behind it, or everybody's. */
function subjectOf(event: CatalogueEvent): Text {
  const { apiId, apiTitle, facts, publisherName } = event;
  if (apiId === undefined && publisherName === undefined) return { en: 'All APIs', it: 'Tutte le API' };
  const whose = (name: string): string => (name === publisherName ? name : `${name} (${publisherName})`);
  const named = apiId === undefined ? String(facts.host ?? publisherName) : apiTitle;
  // Those told before addresses stood in for empty titles name nothing.
  if (named === undefined || named.trim() === '')
    return {
      en: whose(`An API without a title${version(event)}`),
      it: whose(`Una API senza titolo${version(event)}`),
    };
  const words = whose(apiId === undefined ? named : `${named}${version(event)}`);
  return { en: words, it: words };
}

export function describeEvent(event: CatalogueEvent): EventWords {
  const subject = subjectOf(event);
  const told = headlines[event.kind];
  const closing = closings[String(event.facts.closed_because)]?.headline;
  const headline = closing ?? (typeof told === 'function' ? told(event) : told);
  return {
    title: { en: `${subject.en}: ${headline.en}`, it: `${subject.it}: ${headline.it}` },
    summary: summaries[event.kind](event),
  };
}
