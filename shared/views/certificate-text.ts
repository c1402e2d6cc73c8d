/** Certificates that end or were replaced, and announced maintenance, as sentences in both languages. */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import type { Text } from '../domain/text.ts';

type Told = Pick<CatalogueEvent, 'facts'>;
type Phrase = (event: Told) => Text;
type Phrases = { readonly [kind in 'certificate.expiring' | 'certificate.replaced' | 'maintenance.announced']: Phrase };

const join = (...parts: readonly Text[]): Text => ({
  en: parts.map(({ en }) => en).join(' '),
  it: parts.map(({ it }) => it).join(' '),
});

/** `in 14 days`, `in less than a day`; undefined when it is over. */
function left({ facts }: Told): Text | undefined {
  const days = Number(facts.days);
  if (days < 0 || facts.threshold === 0) return undefined;
  if (days === 0) return { en: 'in less than a day', it: 'fra meno di un giorno' };
  return days === 1 ? { en: 'in 1 day', it: 'fra 1 giorno' } : { en: `in ${days} days`, it: `fra ${days} giorni` };
}

const dayOf = (time: string | number | undefined): string => String(time).slice(0, 10);

/** `, for 3 APIs`; nothing of a single one. */
const behind = ({ facts }: Told): Text =>
  Number(facts.apis) > 1
    ? { en: `, behind which are ${facts.apis} APIs`, it: `, dietro cui ci sono ${facts.apis} API` }
    : { en: '', it: '' };

const partWords: { readonly [part: string]: Text } = {
  subject: { en: 'the subject', it: 'il soggetto' },
  issuer: { en: 'the issuer', it: 'l’emittente' },
  chain: { en: 'the chain', it: 'la catena' },
  key: { en: 'the key', it: 'la chiave' },
};

/** What differs besides the certificate itself. */
function changed({ facts }: Told): Text {
  const parts = String(facts.changed ?? '')
    .split(', ')
    .flatMap((part) => partWords[part] ?? []);
  if (parts.length === 0) {
    return {
      en: 'Subject, issuer and chain are the same.',
      it: 'Soggetto, emittente e catena sono gli stessi.',
    };
  }
  const list = (language: keyof Text): string => parts.map((part) => part[language]).join(', ');
  return { en: `Also changed: ${list('en')}.`, it: `Cambia anche: ${list('it')}.` };
}

/** The same certificate, sent with others above it. */
const isOtherChainOnly = ({ facts }: Told): boolean => facts.fingerprint === facts.fingerprint_before;

const isCalledOff = ({ facts }: Told): boolean => facts.windows === 0;

export const certificateHeadlines: Phrases = {
  'certificate.expiring': (event) => {
    const days = left(event);
    const on = dayOf(event.facts.valid_to);
    return days === undefined
      ? { en: `the certificate ended on ${on}`, it: `il certificato è scaduto il ${on}` }
      : { en: `the certificate ends on ${on}, ${days.en}`, it: `il certificato scade il ${on}, ${days.it}` };
  },
  'certificate.replaced': (event) =>
    isOtherChainOnly(event)
      ? { en: 'the chain of the certificate was replaced', it: 'la catena del certificato è stata sostituita' }
      : { en: 'the certificate was replaced', it: 'il certificato è stato sostituito' },
  'maintenance.announced': (event) => {
    if (isCalledOff(event)) return { en: 'maintenance called off', it: 'manutenzione annullata' };
    const { maintenance_from: from, maintenance_until: until } = event.facts;
    return {
      en: `maintenance announced from ${from} to ${until}`,
      it: `manutenzione annunciata dal ${from} al ${until}`,
    };
  },
};

export const certificateSummaries: Phrases = {
  'certificate.expiring': (event) => {
    const { host, issuer, valid_to: end, fingerprint } = event.facts;
    const { en, it } = behind(event);
    const shown = {
      en: `The certificate of ${host}${en}, issued by ${issuer} (SHA-256 ${fingerprint})`,
      it: `Il certificato di ${host}${it}, emesso da ${issuer} (SHA-256 ${fingerprint})`,
    };
    const days = left(event);
    return days === undefined
      ? {
          en: `${shown.en}, ended at ${end}: callers refuse the connection. Renew it now, on every machine that answers for the host, with its whole chain.`,
          it: `${shown.it}, è scaduto il ${end}: chi chiama rifiuta la connessione. Rinnovarlo subito, su ogni macchina che risponde per l’host, con l’intera catena.`,
        }
      : {
          en: `${shown.en}, ends at ${end}, ${days.en}. Renew it before then, on every machine that answers for the host, and tell those who pin it.`,
          it: `${shown.it}, scade il ${end}, ${days.it}. Rinnovarlo prima, su ogni macchina che risponde per l’host, e avvisare chi lo ha fissato (pinning).`,
        };
  },
  'certificate.replaced': (event) => {
    const { facts } = event;
    const { host } = facts;
    const { en, it } = behind(event);
    const advice = {
      en: 'Callers that pin the certificate or its chain have to update; an administration that did not replace it should find out who did.',
      it: 'Chi ha fissato (pinning) il certificato o la catena deve aggiornarsi; un ente che non l’ha sostituito verifichi chi lo ha fatto.',
    };
    if (isOtherChainOnly(event)) {
      return join(
        {
          en: `${host}${en}, shows the certificate ${facts.subject}, issued by ${facts.issuer}, as before (SHA-256 ${facts.fingerprint}), but with other certificates above it.`,
          it: `${host}${it}, mostra il certificato ${facts.subject}, emesso da ${facts.issuer}, come prima (SHA-256 ${facts.fingerprint}), ma con altri certificati sopra di esso.`,
        },
        advice,
      );
    }
    return join(
      {
        en: `${host}${en}, shows another certificate: ${facts.subject}, issued by ${facts.issuer}, valid from ${facts.valid_from} to ${facts.valid_to} (SHA-256 ${facts.fingerprint}).`,
        it: `${host}${it}, mostra un altro certificato: ${facts.subject}, emesso da ${facts.issuer}, valido dal ${facts.valid_from} al ${facts.valid_to} (SHA-256 ${facts.fingerprint}).`,
      },
      {
        en: `Before: ${facts.subject_before}, issued by ${facts.issuer_before}, valid to ${facts.valid_to_before} (SHA-256 ${facts.fingerprint_before}).`,
        it: `Prima: ${facts.subject_before}, emesso da ${facts.issuer_before}, valido fino al ${facts.valid_to_before} (SHA-256 ${facts.fingerprint_before}).`,
      },
      changed(event),
      advice,
    );
  },
  'maintenance.announced': (event) => {
    const { maintenance_from: from, maintenance_until: until, windows, note } = event.facts;
    if (isCalledOff(event)) {
      return {
        en: 'The maintenance that was announced will not take place.',
        it: 'La manutenzione annunciata non avrà luogo.',
      };
    }
    const more = Number(windows) - 1;
    return join(
      {
        en: `From ${from} to ${until} it may not answer${more > 0 ? `, and in ${more} further ${more === 1 ? 'window' : 'windows'} later` : ''}: no incident is opened then.`,
        it: `Dal ${from} al ${until} potrebbe non rispondere${more > 0 ? `, e in ${more === 1 ? 'un’altra finestra' : `altre ${more} finestre`} in seguito` : ''}: in quel tempo non si aprono incidenti.`,
      },
      ...(note === undefined ? [] : [{ en: `Note of the publisher: “${note}”.`, it: `Nota dell’ente: «${note}».` }]),
    );
  },
};
