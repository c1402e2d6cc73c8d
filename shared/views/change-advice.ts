/** What whoever calls the API should do about a change. */
import type { Direction } from '../domain/changes/catalogue.ts';
import type { Text } from '../domain/text.ts';

/** Where nothing closer is known: by the way values travel. */
export const adviceOfDirection: { readonly [direction in Direction]: Text } = {
  request: {
    en: 'Check that what you send meets the new rule, and correct the requests that do not.',
    it: 'Verificate che ciò che inviate rispetti il nuovo vincolo e correggete le richieste che non lo rispettano.',
  },
  response: {
    en: 'Check that your program copes with answers that its old description did not allow.',
    it: 'Verificate che il vostro programma gestisca risposte che la vecchia descrizione non ammetteva.',
  },
  none: {
    en: 'Compare the two versions of the description and try your calls before you rely on them.',
    it: 'Confrontate le due versioni della descrizione e provate le vostre chiamate prima di farvi affidamento.',
  },
};

const texts = {
  'stop-sending': {
    en: 'Stop sending it, and check what the service now does without it.',
    it: 'Smettete di inviare questo dato e verificate che cosa fa ora il servizio senza.',
  },
  'send-it': {
    en: 'Send it with every request.',
    it: 'Inviate questo dato in ogni richiesta.',
  },
  'send-elsewhere': {
    en: 'Send it in its new place.',
    it: 'Inviate questo dato nella nuova posizione.',
  },
  'write-anew': {
    en: 'Write the value the new way; a generated client must be generated again.',
    it: 'Scrivete il valore nel nuovo modo; un client generato va rigenerato.',
  },
  'maybe-absent': {
    en: 'Be ready for answers without it.',
    it: 'Gestite le risposte in cui questo dato manca.',
  },
  'maybe-null': {
    en: 'Be ready for null where there always was a value.',
    it: "Gestite il valore null dove prima c'era sempre un valore.",
  },
  'never-null': {
    en: 'Send a value in place of null, or leave it out if it is optional.',
    it: 'Inviate un valore al posto di null, oppure omettete il dato se è facoltativo.',
  },
  'listed-values': {
    en: 'Send only values that are still in the list.',
    it: "Inviate solo valori ancora presenti nell'elenco.",
  },
  'new-value': {
    en: 'Make sure that a value your program does not know does not stop it.',
    it: 'Assicuratevi che un valore che il vostro programma non conosce non lo blocchi.',
  },
  'say-default': {
    en: 'Send the value you mean instead of relying on the default.',
    it: 'Inviate il valore che intendete invece di affidarvi a quello predefinito.',
  },
  pattern: {
    en: 'Try the values you exchange against the new pattern.',
    it: 'Provate con il nuovo modello i valori che scambiate.',
  },
  type: {
    en: 'Change the type in your program, or generate your client again, and try it with real values.',
    it: 'Cambiate il tipo nel vostro programma, o rigenerate il client, e provate con valori reali.',
  },
  shape: {
    en: 'Compare the shapes your program reads or writes with the new ones, and generate your client again.',
    it: 'Confrontate le strutture che il vostro programma legge o scrive con quelle nuove e rigenerate il client.',
  },
  'ignore-unknown': {
    en: 'Make sure that your program passes over properties it does not know.',
    it: 'Assicuratevi che il vostro programma ignori le proprietà che non conosce.',
  },
  'described-only': {
    en: 'Send only properties that are described.',
    it: 'Inviate solo le proprietà descritte.',
  },
  encoding: {
    en: 'Write and read the content the new way.',
    it: 'Scrivete e leggete il contenuto nel nuovo modo.',
  },
  'media-type': {
    en: 'Use one of the media types that are left.',
    it: 'Usate uno dei tipi di contenuto rimasti.',
  },
  discriminator: {
    en: 'Check how your program tells the alternatives apart, and generate your client again.',
    it: 'Verificate come il vostro programma distingue le alternative e rigenerate il client.',
  },
  repeated: {
    en: 'Be ready for lists that have the same item twice.',
    it: 'Gestite elenchi con elementi ripetuti.',
  },
  'never-repeated': {
    en: 'Send each item once.',
    it: 'Inviate ogni elemento una sola volta.',
  },
  'leave-it': {
    en: 'Plan to do without it: it will end.',
    it: 'Preparatevi a farne a meno: è destinato a cessare.',
  },
  'less-stable': {
    en: 'Expect it to change without notice, and ask the publisher before you rely on it.',
    it: 'Mettete in conto modifiche senza preavviso e chiedete a chi pubblica prima di farvi affidamento.',
  },
  sunset: {
    en: 'Check with the publisher until when you can use it, and bring your plans forward.',
    it: "Verificate con chi pubblica fino a quando è possibile l'uso e anticipate i vostri piani.",
  },
  'stop-calling': {
    en: 'Stop calling it, and look for what replaces it in the new description.',
    it: 'Smettete di chiamarla e cercate che cosa la sostituisce nella nuova descrizione.',
  },
  'call-elsewhere': {
    en: 'Call the new address.',
    it: 'Chiamate il nuovo indirizzo.',
  },
  credentials: {
    en: 'Get the credentials and scopes it now asks for before you call.',
    it: 'Procuratevi le credenziali e gli ambiti ora richiesti prima di chiamare.',
  },
  'token-address': {
    en: 'Point your client to the new address.',
    it: 'Configurate il client con il nuovo indirizzo.',
  },
  'stop-reading': {
    en: 'Do without it when you read answers.',
    it: 'Fate a meno di questo dato quando leggete le risposte.',
  },
  'still-absent': {
    en: 'Be ready for it in answers too.',
    it: 'Gestite questo dato anche nelle risposte.',
  },
  status: {
    en: 'Handle the statuses that are described now; do not wait for the old one.',
    it: 'Gestite gli stati ora descritti; non aspettatevi quello di prima.',
  },
  'generate-again': {
    en: 'Generate your client again: names of its methods may change.',
    it: 'Rigenerate il client: i nomi dei suoi metodi possono cambiare.',
  },
  'never-called': {
    en: 'Do not wait for these calls any more.',
    it: 'Non aspettatevi più queste chiamate.',
  },
  'other-server': {
    en: 'Use one of the servers that are listed now.',
    it: 'Usate uno dei server ora elencati.',
  },
  accept: {
    en: 'Look at the media type of each answer before you read it.',
    it: 'Controllate il tipo di contenuto di ogni risposta prima di leggerla.',
  },
} as const satisfies { readonly [name: string]: Text };

export type AdviceName = keyof typeof texts;

export const adviceTexts: { readonly [name in AdviceName]: Text } = texts;
