/** The announced end of an API as a sentence, in both languages. */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import type { Text } from '../domain/text.ts';

type Phrase = (event: Pick<CatalogueEvent, 'facts'>) => Text;
type Phrases = { readonly [kind in 'api.deprecated' | 'api.sunset']: Phrase };

const isTakenBack = ({ facts }: Parameters<Phrase>[0]): boolean => facts.taken_back === 'yes';

/** `in 30 days`, `today`; undefined when it is over. */
function inDays(days: number): Text | undefined {
  if (days < 0) return undefined;
  if (days === 0) return { en: 'today', it: 'oggi' };
  return days === 1 ? { en: 'in 1 day', it: 'fra 1 giorno' } : { en: `in ${days} days`, it: `fra ${days} giorni` };
}

/** Who ends: the API, or operations of it only. */
const ends = ({ facts }: Parameters<Phrase>[0], isOver: boolean): Text =>
  facts.of === 'operations'
    ? {
        en: isOver ? 'operations of it ended' : 'operations of it end',
        it: isOver ? 'alcune operazioni sono cessate' : 'alcune operazioni cessano',
      }
    : { en: isOver ? 'ended' : 'ends', it: isOver ? 'è cessata' : 'cessa' };

const sourceWords: { readonly [source: string]: Text } = {
  description: { en: 'The description says so.', it: 'Lo dice la descrizione.' },
  header: {
    en: 'A header of the answer says so.',
    it: 'Lo dice un’intestazione della risposta.',
  },
};

const said = ({ facts }: Parameters<Phrase>[0]): Text => sourceWords[String(facts.source)] ?? { en: '', it: '' };

const join = (...parts: readonly Text[]): Text => ({
  en: parts.flatMap(({ en }) => en || []).join(' '),
  it: parts.flatMap(({ it }) => it || []).join(' '),
});

export const lifecycleHeadlines: Phrases = {
  'api.deprecated': (event) =>
    isTakenBack(event)
      ? { en: 'no longer deprecated', it: 'non è più deprecata' }
      : { en: 'deprecated', it: 'deprecata' },
  'api.sunset': (event) => {
    if (isTakenBack(event)) return { en: 'no end announced any more', it: 'nessuna cessazione più annunciata' };
    const { sunset, days } = event.facts;
    const left = inDays(Number(days));
    const { en, it } = ends(event, left === undefined);
    return left === undefined
      ? { en: `${en} on ${sunset}`, it: `${it} il ${sunset}` }
      : { en: `${en} on ${sunset}, ${left.en}`, it: `${it} il ${sunset}, ${left.it}` };
  },
};

export const lifecycleSummaries: Phrases = {
  'api.deprecated': (event) => {
    const { deprecated_at: on, deprecated_before: before } = event.facts;
    if (isTakenBack(event))
      return {
        en: 'Its publisher took the deprecation back; callers need not move any more.',
        it: 'L’ente ha ritirato la deprecazione; chi la usa non deve più cambiare.',
      };
    const told =
      on === undefined
        ? {
            en: 'Deprecated: it still answers, but callers should move on.',
            it: 'Deprecata: risponde ancora, ma chi la usa dovrebbe lasciarla.',
          }
        : {
            en: `Deprecated from ${on} on: callers should move on.`,
            it: `Deprecata dal ${on}: chi la usa dovrebbe lasciarla.`,
          };
    return join(
      told,
      before === undefined ? { en: '', it: '' } : { en: `It was ${before} before.`, it: `Prima era ${before}.` },
      said(event),
    );
  },
  'api.sunset': (event) => {
    const { sunset, sunset_before: before, days } = event.facts;
    if (isTakenBack(event))
      return {
        en: `The end announced for ${before} was taken back.`,
        it: `La cessazione annunciata per il ${before} è stata ritirata.`,
      };
    const left = inDays(Number(days));
    const { en, it } = ends(event, left === undefined);
    const isApi = event.facts.of !== 'operations';
    const told = {
      en: `${isApi ? `It ${en}` : `Some ${en}`} on ${sunset}${left === undefined ? '' : `, ${left.en}`}.`,
      it: `${isApi ? `L’API ${it}` : `A${it.slice(1)}`} il ${sunset}${left === undefined ? '' : `, ${left.it}`}.`,
    };
    return join(
      told,
      before === undefined ? { en: '', it: '' } : { en: `It was ${before} before.`, it: `Prima era ${before}.` },
      said(event),
    );
  },
};
