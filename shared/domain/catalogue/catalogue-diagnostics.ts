/**
 * The closed table of what may be wrong or odd with a published catalogue (RFC 9264, RFC 9727): stable code, severity,
 * words and repair in both languages, and where the standard says so. The last group is raised by the crawl, which
 * alone knows depth, owners and answers; all others by `read-catalogue.ts`. A report lists codes in this order.
 */
import type { Text } from '../text.ts';

/** `error`: links are lost; `warning`: read, but against the standard; `info`: allowed, and worth knowing. */
type DiagnosticSeverity = 'error' | 'warning' | 'info';

export type DiagnosticReference = { readonly document: string; readonly section?: string; readonly url: string };

export type DiagnosticFacts = {
  readonly severity: DiagnosticSeverity;
  readonly words: Text;
  readonly fix: Text;
  readonly reference: DiagnosticReference;
};

const rfc = (number: number, section: string): DiagnosticReference => ({
  document: `RFC ${number}`,
  section,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
});
const apisJson: DiagnosticReference = { document: 'APIs.json', url: 'https://apisjson.org/' };

export const catalogueDiagnostics = {
  NOT_UTF8: {
    severity: 'error',
    words: { en: 'The catalogue is not UTF-8 text', it: 'Il catalogo non è testo UTF-8' },
    fix: { en: 'Save and serve it in UTF-8.', it: 'Salvarlo e servirlo in UTF-8.' },
    reference: rfc(8259, '8.1'),
  },
  CATALOG_TOO_LARGE: {
    severity: 'error',
    words: { en: 'The catalogue is larger than 5 MB', it: 'Il catalogo supera i 5 MB' },
    fix: {
      en: 'Split it and link the parts with "api-catalog".',
      it: 'Dividerlo e collegare le parti con "api-catalog".',
    },
    reference: rfc(9727, '5.3'),
  },
  JSON_TOO_COMPLEX: {
    severity: 'error',
    words: {
      en: 'The JSON nests too deeply or holds too many values to be read safely',
      it: 'Il JSON è annidato troppo a fondo o ha troppi valori per essere letto in sicurezza',
    },
    fix: { en: 'A linkset needs five levels: flatten it.', it: 'A un linkset bastano cinque livelli: ridurli.' },
    reference: rfc(8259, '9'),
  },
  HTML_INSTEAD_OF_LINKSET: {
    severity: 'error',
    words: { en: 'A web page was served instead of the catalogue', it: 'Al posto del catalogo arriva una pagina web' },
    fix: {
      en: 'Serve the linkset at this address, or answer 404 when there is none.',
      it: 'Servire il linkset a questo indirizzo, oppure rispondere 404 se non esiste.',
    },
    reference: rfc(9727, '2'),
  },
  DESCRIPTION_INSTEAD_OF_LINKSET: {
    severity: 'error',
    words: {
      en: 'An API description was served instead of the catalogue',
      it: "Al posto del catalogo arriva la descrizione di un'API",
    },
    fix: {
      en: 'Publish a linkset that links the description with "service-desc".',
      it: 'Pubblicare un linkset che collega la descrizione con "service-desc".',
    },
    reference: rfc(9727, '4.2'),
  },
  NOT_JSON: {
    severity: 'error',
    words: { en: 'The catalogue is not valid JSON', it: 'Il catalogo non è JSON valido' },
    fix: {
      en: 'Serve plain JSON, without comments, templates or front matter; check it with a JSON parser.',
      it: 'Servire JSON puro, senza commenti, modelli o intestazioni; verificarlo con un lettore JSON.',
    },
    reference: rfc(9264, '4.2'),
  },
  BOM: {
    severity: 'warning',
    words: { en: 'The catalogue begins with a byte order mark', it: 'Il catalogo inizia con un byte order mark' },
    fix: { en: 'Save it as UTF-8 without BOM.', it: 'Salvarlo come UTF-8 senza BOM.' },
    reference: rfc(8259, '8.1'),
  },
  CONTENT_TYPE_WRONG: {
    severity: 'warning',
    words: {
      en: 'The catalogue is not served as application/linkset+json',
      it: 'Il catalogo non è servito come application/linkset+json',
    },
    fix: {
      en: 'Send Content-Type: application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727".',
      it: 'Inviare Content-Type: application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727".',
    },
    reference: rfc(9727, '4.2'),
  },
  PROFILE_MISSING: {
    severity: 'info',
    words: {
      en: 'The Content-Type does not name the API catalogue profile',
      it: 'Il Content-Type non indica il profilo dei cataloghi di API',
    },
    fix: {
      en: 'Add the parameter profile="https://www.rfc-editor.org/info/rfc9727".',
      it: 'Aggiungere il parametro profile="https://www.rfc-editor.org/info/rfc9727".',
    },
    reference: rfc(9727, '4.2'),
  },
  LINKSET_TEXT_FORMAT: {
    severity: 'warning',
    words: {
      en: 'The catalogue is only in the text format of linksets',
      it: 'Il catalogo è solo nel formato testuale dei linkset',
    },
    fix: {
      en: 'Publish it as application/linkset+json; the text format may stand beside it.',
      it: 'Pubblicarlo come application/linkset+json; il formato testuale può affiancarlo.',
    },
    reference: rfc(9727, '4.2'),
  },
  LINKSET_MISSING: {
    severity: 'error',
    words: { en: 'There is no "linkset" member at the root', it: 'Alla radice manca il membro "linkset"' },
    fix: {
      en: 'Put the links in an array: {"linkset": […]}.',
      it: 'Mettere i collegamenti in un array: {"linkset": […]}.',
    },
    reference: rfc(9264, '4.2.1'),
  },
  LINKSET_NOT_ARRAY: {
    severity: 'warning',
    words: { en: '"linkset" is not an array', it: '"linkset" non è un array' },
    fix: { en: 'Make it an array, also for a single context.', it: 'Usare un array, anche per un solo contesto.' },
    reference: rfc(9264, '4.2.1'),
  },
  LINKSET_NOT_SOLE_MEMBER: {
    severity: 'warning',
    words: { en: 'The root has members beside "linkset"', it: 'La radice ha altri membri oltre a "linkset"' },
    fix: { en: 'Remove them: "linkset" must be the only one.', it: 'Toglierli: "linkset" deve essere il solo.' },
    reference: rfc(9264, '4.2.1'),
  },
  APIS_JSON: {
    severity: 'warning',
    words: { en: 'The catalogue is an APIs.json document', it: 'Il catalogo è un documento APIs.json' },
    fix: {
      en: 'Publish a linkset; APIs.json may stand beside it.',
      it: 'Pubblicare un linkset; APIs.json può affiancarlo.',
    },
    reference: apisJson,
  },
  APIS_MEMBER: {
    severity: 'warning',
    words: {
      en: 'APIs are listed in an "apis" array of its own making',
      it: 'Le API sono in un array "apis" fuori norma',
    },
    fix: {
      en: 'Make each API a link context with "service-desc" links.',
      it: 'Fare di ogni API un contesto con collegamenti "service-desc".',
    },
    reference: rfc(9264, '4.2.2'),
  },
  DUPLICATE_KEY_UNDETECTED: {
    severity: 'warning',
    words: {
      en: 'A member name is repeated in one object: only the last is read',
      it: "Un nome è ripetuto nello stesso oggetto: vale solo l'ultimo",
    },
    fix: { en: 'Merge the repeated members into one array.', it: 'Unire i membri ripetuti in un solo array.' },
    reference: rfc(8259, '4'),
  },
  CONTEXT_NOT_OBJECT: {
    severity: 'error',
    words: { en: 'An entry of the linkset is not an object', it: 'Una voce del linkset non è un oggetto' },
    fix: {
      en: 'Each entry is an object with "anchor" and relations.',
      it: 'Ogni voce è un oggetto con "anchor" e relazioni.',
    },
    reference: rfc(9264, '4.2.2'),
  },
  CONTEXT_WITHOUT_LINKS: {
    severity: 'warning',
    words: { en: 'A link context has no links', it: 'Un contesto non ha collegamenti' },
    fix: { en: 'Add at least a "service-desc" link.', it: 'Aggiungere almeno un collegamento "service-desc".' },
    reference: rfc(9264, '4.2.2'),
  },
  FLAT_LINK_OBJECT: {
    severity: 'warning',
    words: {
      en: 'Links are flat objects with "rel" and "href"',
      it: 'I collegamenti sono oggetti piatti con "rel" e "href"',
    },
    fix: {
      en: 'Use the relation as the member name: "service-desc": [{"href": …}].',
      it: 'Usare la relazione come nome del membro: "service-desc": [{"href": …}].',
    },
    reference: rfc(9264, '4.2.2'),
  },
  REL_WRAPPED: {
    severity: 'warning',
    words: {
      en: 'Links are wrapped in a "links" or "relations" member',
      it: 'I collegamenti stanno dentro un membro "links" o "relations"',
    },
    fix: {
      en: 'Put each relation directly in the link context.',
      it: 'Mettere ogni relazione direttamente nel contesto.',
    },
    reference: rfc(9264, '4.2.2'),
  },
  REL_VALUE_NOT_ARRAY: {
    severity: 'warning',
    words: {
      en: 'A member of a link context is not an array of links',
      it: 'Un membro del contesto non è un array di collegamenti',
    },
    fix: {
      en: 'A context holds "anchor" and relations only: move titles and texts to the links.',
      it: 'Un contesto contiene solo "anchor" e relazioni: spostare titoli e testi nei collegamenti.',
    },
    reference: rfc(9264, '4.2.2'),
  },
  TARGET_NOT_ARRAY: {
    severity: 'warning',
    words: {
      en: 'A relation holds one object instead of an array',
      it: 'Una relazione contiene un oggetto invece di un array',
    },
    fix: { en: 'Wrap it in an array: [{"href": …}].', it: 'Racchiuderlo in un array: [{"href": …}].' },
    reference: rfc(9264, '4.2.2'),
  },
  TARGET_IS_STRING: {
    severity: 'warning',
    words: {
      en: 'A link is a bare string instead of an object',
      it: 'Un collegamento è una stringa invece di un oggetto',
    },
    fix: { en: 'Write it as {"href": "…"} in an array.', it: 'Scriverlo come {"href": "…"} in un array.' },
    reference: rfc(9264, '4.2.3'),
  },
  HREFLANG_NOT_ARRAY: {
    severity: 'warning',
    words: { en: '"hreflang" is not an array', it: '"hreflang" non è un array' },
    fix: { en: 'Write "hreflang": ["it"].', it: 'Scrivere "hreflang": ["it"].' },
    reference: rfc(9264, '4.2.4.1'),
  },
  EXT_ATTR_NOT_ARRAY: {
    severity: 'warning',
    words: { en: 'An extension attribute is not an array', it: 'Un attributo di estensione non è un array' },
    fix: { en: 'Make its value an array of strings.', it: 'Dargli come valore un array di stringhe.' },
    reference: rfc(9264, '4.2.4.3'),
  },
  ANCHOR_MISSING: {
    severity: 'warning',
    words: {
      en: 'A link context has no "anchor": which API it is about cannot be told',
      it: 'Un contesto è senza "anchor": non si capisce di quale API parla',
    },
    fix: { en: "Add the API's address as anchor.", it: "Aggiungere come anchor l'indirizzo dell'API." },
    reference: rfc(9264, '4.2.2'),
  },
  ANCHOR_RELATIVE: {
    severity: 'warning',
    words: { en: 'An anchor is a relative address', it: 'Un anchor è un indirizzo relativo' },
    fix: { en: 'Write absolute URLs.', it: 'Scrivere URL assoluti.' },
    reference: rfc(9264, '4.2.2'),
  },
  ANCHOR_INVALID: {
    severity: 'warning',
    words: { en: 'An anchor is not a valid address', it: 'Un anchor non è un indirizzo valido' },
    fix: { en: "Write the API's absolute http(s) URL.", it: "Scrivere l'URL http(s) assoluto dell'API." },
    reference: rfc(9264, '4.2.2'),
  },
  ANCHOR_BLOCKED: {
    severity: 'warning',
    words: { en: 'An anchor is not a public address', it: 'Un anchor non è un indirizzo pubblico' },
    fix: {
      en: "Write the API's public URL, or leave the API out of the public catalogue.",
      it: "Scrivere l'URL pubblico dell'API, o togliere l'API dal catalogo pubblico.",
    },
    reference: rfc(9727, '8'),
  },
  HREF_MISSING: {
    severity: 'error',
    words: { en: 'A link has no "href"', it: 'Un collegamento è senza "href"' },
    fix: { en: 'Add the address of the target.', it: "Aggiungere l'indirizzo della destinazione." },
    reference: rfc(9264, '4.2.3'),
  },
  HREF_RELATIVE: {
    severity: 'warning',
    words: {
      en: 'A link is relative: it was resolved against the catalogue, not the anchor',
      it: "Un collegamento è relativo: è stato risolto rispetto al catalogo, non all'anchor",
    },
    fix: { en: 'Write absolute URLs.', it: 'Scrivere URL assoluti.' },
    reference: rfc(9264, '4.2.3'),
  },
  HREF_TEMPLATE: {
    severity: 'error',
    words: {
      en: 'A link is a URI template, which cannot be fetched',
      it: 'Un collegamento è un modello di URI, che non si può scaricare',
    },
    fix: { en: 'Link the description itself.', it: 'Collegare la descrizione stessa.' },
    reference: rfc(6570, '1'),
  },
  HREF_INVALID: {
    severity: 'error',
    words: { en: 'A link is not a valid address', it: 'Un collegamento non è un indirizzo valido' },
    fix: { en: 'Write an absolute http(s) URL.', it: 'Scrivere un URL http(s) assoluto.' },
    reference: rfc(3986, '4.1'),
  },
  HREF_NOT_ENCODED: {
    severity: 'warning',
    words: {
      en: 'A link holds blanks or letters that must be percent-encoded',
      it: 'Un collegamento contiene spazi o lettere da codificare con %',
    },
    fix: { en: 'Percent-encode them (a blank is %20).', it: 'Codificarli con % (lo spazio è %20).' },
    reference: rfc(3986, '2.1'),
  },
  HREF_BLOCKED: {
    severity: 'error',
    words: {
      en: 'A link leads to an address that is not public http(s): it is never fetched',
      it: 'Un collegamento porta a un indirizzo che non è http(s) pubblico: non viene mai scaricato',
    },
    fix: {
      en: 'Publish it on a public host, or leave it out of the public catalogue.',
      it: 'Pubblicarlo su un host pubblico, o toglierlo dal catalogo pubblico.',
    },
    reference: rfc(9727, '8'),
  },
  CATALOG_EMPTY: {
    severity: 'info',
    words: { en: 'The catalogue lists nothing', it: 'Il catalogo è vuoto' },
    fix: {
      en: 'List your APIs. APIs listed before are withdrawn after the grace period.',
      it: 'Elencare le API. Quelle elencate prima sono ritirate dopo il periodo di grazia.',
    },
    reference: rfc(9727, '4.1'),
  },
  CATALOG_ITEMS_NEED_FOLLOW: {
    severity: 'info',
    words: {
      en: 'APIs are listed without a description: each is visited once to look for one',
      it: 'Ci sono API elencate senza descrizione: ognuna è visitata una volta per cercarla',
    },
    fix: {
      en: 'Add a context with "service-desc" for each item.',
      it: 'Aggiungere per ogni "item" un contesto con "service-desc".',
    },
    reference: rfc(9727, '4.1'),
  },
  CATALOG_NESTED: {
    severity: 'info',
    words: { en: 'The catalogue links other catalogues', it: 'Il catalogo collega altri cataloghi' },
    fix: {
      en: 'Nothing to do: they are read, to a depth of 3.',
      it: 'Niente da fare: vengono letti, fino a 3 livelli.',
    },
    reference: rfc(9727, '4.3'),
  },
  CATALOG_CROSS_ORIGIN: {
    severity: 'info',
    words: {
      en: 'A linked catalogue is on another host',
      it: 'Un catalogo collegato si trova su un altro host',
    },
    fix: {
      en: 'Nothing to do when both are yours; otherwise its APIs are listed as unowned.',
      it: 'Niente da fare se entrambi sono vostri; altrimenti le sue API risultano non possedute.',
    },
    reference: rfc(9727, '5.1'),
  },
  CATALOG_CYCLE: {
    severity: 'warning',
    words: {
      en: 'The catalogue links itself or one that leads to it',
      it: 'Il catalogo collega sé stesso o uno che riporta a esso',
    },
    fix: { en: 'Remove the link.', it: 'Togliere il collegamento.' },
    reference: rfc(9727, '4.3'),
  },
  CATALOG_TOO_MANY_LINKS: {
    severity: 'error',
    words: {
      en: 'The catalogue has more than 5,000 links: the rest is not read',
      it: 'Il catalogo ha più di 5.000 collegamenti: gli altri non sono letti',
    },
    fix: {
      en: 'Split it into nested catalogues, and drop links that are not about APIs.',
      it: 'Dividerlo in cataloghi annidati e togliere i collegamenti che non riguardano API.',
    },
    reference: rfc(9727, '5.3'),
  },
  DESC_SHARED: {
    severity: 'info',
    words: {
      en: 'One description is listed for several addresses: it is one API, deployed more than once',
      it: 'Una descrizione è elencata per più indirizzi: è una sola API, installata più volte',
    },
    fix: {
      en: 'Nothing to do when that is meant; otherwise link each API to its own description.',
      it: 'Niente da fare se è voluto; altrimenti collegare ogni API alla propria descrizione.',
    },
    reference: rfc(8631, '4.2'),
  },
  ANCHOR_CROSS_ORIGIN: {
    severity: 'info',
    words: {
      en: 'An API is at another host than the catalogue',
      it: "Un'API si trova su un host diverso dal catalogo",
    },
    fix: {
      en: 'Register the host among your domains, or publish the catalogue there too.',
      it: "Registrare l'host tra i propri domini, o pubblicare il catalogo anche lì.",
    },
    reference: rfc(9727, '5.1'),
  },
  DESC_TYPE_MISSING: {
    severity: 'info',
    words: { en: 'A description link has no "type"', it: 'Un collegamento a una descrizione è senza "type"' },
    fix: {
      en: 'Add "type": "application/json" or "application/yaml".',
      it: 'Aggiungere "type": "application/json" o "application/yaml".',
    },
    reference: rfc(9264, '4.2.4.1'),
  },
  DESC_HUMAN_TYPE: {
    severity: 'warning',
    words: {
      en: 'A page for people is linked as a machine-readable description',
      it: 'Una pagina per persone è collegata come descrizione per le macchine',
    },
    fix: {
      en: 'Link the OpenAPI document with "service-desc" and the page with "service-doc".',
      it: 'Collegare il documento OpenAPI con "service-desc" e la pagina con "service-doc".',
    },
    reference: rfc(8631, '4.2'),
  },
  DESC_SEVERAL_UNDER_ONE_ANCHOR: {
    severity: 'info',
    words: {
      en: 'Different descriptions share one anchor: their content decides how many APIs they are',
      it: 'Descrizioni diverse hanno lo stesso anchor: il loro contenuto decide quante API sono',
    },
    fix: { en: 'Give each API its own anchor.', it: 'Dare a ogni API il proprio anchor.' },
    reference: rfc(9264, '4.2.2'),
  },
  CATALOG_TOO_DEEP: {
    severity: 'warning',
    words: {
      en: 'Catalogues nest more than 3 deep: the rest is not read',
      it: 'I cataloghi sono annidati oltre 3 livelli: gli altri non sono letti',
    },
    fix: { en: 'Link them closer to the first one.', it: 'Collegarli più vicino al primo.' },
    reference: rfc(9727, '4.3'),
  },
  CATALOG_TOO_MANY: {
    severity: 'warning',
    words: {
      en: 'There are more than 200 catalogues: the rest is not read',
      it: 'I cataloghi sono più di 200: gli altri non sono letti',
    },
    fix: { en: 'Merge small catalogues.', it: 'Unire i cataloghi piccoli.' },
    reference: rfc(9727, '5.3'),
  },
  CATALOG_SOFT_404: {
    severity: 'error',
    words: {
      en: 'The host answers 200 to any address: what it serves here is not a catalogue',
      it: "L'host risponde 200 a qualunque indirizzo: ciò che serve qui non è un catalogo",
    },
    fix: { en: 'Answer 404 for what does not exist.', it: 'Rispondere 404 per ciò che non esiste.' },
    reference: rfc(9110, '15.5.5'),
  },
  API_NOT_OWNED: {
    severity: 'info',
    words: {
      en: "A description is outside the publisher's registered domains: it is listed as unowned",
      it: 'Una descrizione è fuori dai domini registrati di chi la pubblica: risulta non posseduta',
    },
    fix: {
      en: 'Register its domain, or let its host link back to this catalogue.',
      it: 'Registrarne il dominio, o far sì che il suo host rimandi a questo catalogo.',
    },
    reference: rfc(9727, '5.1'),
  },
  ITEM_WITHOUT_DESCRIPTION: {
    severity: 'warning',
    words: {
      en: 'An item was visited and neither is nor links a description',
      it: 'Un "item" visitato non è né collega una descrizione',
    },
    fix: {
      en: 'Answer with Link: <…>; rel="service-desc", or add the link to the catalogue.',
      it: 'Rispondere con Link: <…>; rel="service-desc", o aggiungere il collegamento al catalogo.',
    },
    reference: rfc(9727, '4.1'),
  },
} as const satisfies { readonly [code: string]: DiagnosticFacts };

export type DiagnosticCode = keyof typeof catalogueDiagnostics;

/** What was found, counted. */
export type Diagnostic = {
  readonly code: DiagnosticCode;
  /** How often; at least 1. Repeated names are counted to 20. */
  readonly count: number;
  /** JSON pointer (RFC 6901) of the first one; absent where there is none, or none under 1,024 characters fit to show. */
  readonly pointer?: string;
  /** What the first one looked like, at most 160 characters. */
  readonly sample?: string;
};

const order = Object.keys(catalogueDiagnostics) as DiagnosticCode[];

/** The same diagnostics in the order of the table. */
export const inTableOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((one, other) => order.indexOf(one.code) - order.indexOf(other.code));
