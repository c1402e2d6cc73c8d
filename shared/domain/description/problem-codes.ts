/**
 * Every problem a description can have: how grave it is, its words and its repair, in English and Italian. Errors make
 * a document invalid, unresolvable or too large; warnings never change the verdict. Codes are stable.
 */
import type { Text } from '../text.ts';

export type ProblemFacts = { readonly severity: 'error' | 'warning'; readonly words: Text; readonly fix: Text };

const error = (words: Text, fix: Text): ProblemFacts => ({ severity: 'error', words, fix });
const warning = (words: Text, fix: Text): ProblemFacts => ({ severity: 'warning', words, fix });

const bytesAndSyntax = {
  'empty-document': error(
    { en: 'The document is empty', it: 'Il documento è vuoto' },
    { en: 'Publish the description at this address.', it: 'Pubblicare la descrizione a questo indirizzo.' },
  ),
  'not-utf-8': error(
    { en: 'The document is not UTF-8 text', it: 'Il documento non è testo UTF-8' },
    { en: 'Save the file as UTF-8.', it: 'Salvare il file in UTF-8.' },
  ),
  'nul-byte': error(
    { en: 'The document contains a NUL character', it: 'Il documento contiene un carattere NUL' },
    {
      en: 'Publish text, not a binary file; save it as UTF-8.',
      it: 'Pubblicare testo, non un file binario; salvarlo in UTF-8.',
    },
  ),
  'json-syntax': error(
    { en: 'The JSON is broken', it: 'Il JSON non è corretto' },
    { en: 'Correct the JSON at this place.', it: 'Correggere il JSON in questo punto.' },
  ),
  'json-expected': error(
    {
      en: 'The address or the type says JSON, the content is not JSON',
      it: "L'indirizzo o il tipo dice JSON, il contenuto non è JSON",
    },
    { en: 'Publish JSON here, or name the file .yaml.', it: 'Pubblicare JSON, oppure dare al file il nome .yaml.' },
  ),
  'yaml-syntax': error(
    { en: 'The YAML is broken', it: 'Lo YAML non è corretto' },
    {
      en: 'Correct the YAML at this place; look at the indentation.',
      it: 'Correggere lo YAML in questo punto; controllare i rientri.',
    },
  ),
  'yaml-many-documents': error(
    { en: 'The file holds more than one YAML document', it: 'Il file contiene più di un documento YAML' },
    { en: 'Publish one document per file.', it: 'Pubblicare un documento per file.' },
  ),
  'yaml-tag': error(
    { en: 'A YAML tag is not allowed in a description', it: 'Un tag YAML non è ammesso in una descrizione' },
    { en: 'Remove the tag, or write the value as text.', it: 'Togliere il tag, o scrivere il valore come testo.' },
  ),
  'yaml-duplicate-key': error(
    { en: 'A name appears twice in one mapping', it: 'Un nome compare due volte nello stesso oggetto' },
    { en: 'Keep one of the two.', it: 'Tenerne uno solo.' },
  ),
  'yaml-complex-key': error(
    { en: 'A mapping has a list or an object as a name', it: 'Un oggetto ha come nome una lista o un oggetto' },
    {
      en: 'Use text as names; quote names that start with { or [.',
      it: 'Usare testo come nomi; mettere tra virgolette i nomi che iniziano con { o [.',
    },
  ),
  'json-duplicate-key': warning(
    {
      en: 'A name appears twice in one object; the last one counts',
      it: 'Un nome compare due volte nello stesso oggetto; conta l’ultimo',
    },
    { en: 'Keep one of the two.', it: 'Tenerne uno solo.' },
  ),
  'forbidden-key': error(
    {
      en: 'A name is not allowed: __proto__, or one with a NUL character',
      it: 'Un nome non è ammesso: __proto__, o un nome con un carattere NUL',
    },
    { en: 'Rename it.', it: 'Cambiare nome.' },
  ),
  'number-not-finite': error(
    { en: 'NaN and infinity are not JSON values', it: 'NaN e infinito non sono valori JSON' },
    { en: 'Quote the value or remove it.', it: 'Mettere il valore tra virgolette o toglierlo.' },
  ),
  'number-inexact': warning(
    {
      en: 'A number has more digits than most programs keep',
      it: 'Un numero ha più cifre di quante ne conservi la maggior parte dei programmi',
    },
    {
      en: 'Write the number with at most 15 digits, or as text.',
      it: 'Scrivere il numero con al più 15 cifre, o come testo.',
    },
  ),
  'lone-surrogate': warning(
    {
      en: 'A text has half a character (a lone surrogate), read as U+FFFD',
      it: 'Un testo ha mezzo carattere (un surrogato isolato), letto come U+FFFD',
    },
    { en: 'Write the whole character.', it: 'Scrivere il carattere intero.' },
  ),
} as const;

const tooLarge = (en: string, it: string): ProblemFacts =>
  error(
    { en, it },
    { en: 'Split the description or make it simpler.', it: 'Dividere la descrizione o semplificarla.' },
  );

/** These make the verdict `too-large`. */
const sizes = {
  'too-many-bytes': tooLarge('The document is larger than 20 MiB', 'Il documento supera 20 MiB'),
  'too-deep': tooLarge('The document is nested deeper than 100 levels', 'Il documento ha più di 100 livelli'),
  'too-many-nodes': tooLarge('The document has too many values', 'Il documento ha troppi valori'),
  'too-many-aliases': tooLarge(
    'The document has too many YAML aliases or merges',
    'Il documento ha troppi alias o merge YAML',
  ),
  'string-too-long': tooLarge('A text is longer than 1 MiB', 'Un testo supera 1 MiB'),
  'key-too-long': tooLarge('A name is longer than 1,024 characters', 'Un nome supera 1.024 caratteri'),
} as const;

const version = {
  'not-a-description': error(
    { en: 'This is not an OpenAPI or Swagger description', it: 'Non è una descrizione OpenAPI o Swagger' },
    {
      en: 'Publish the description itself at this address.',
      it: 'Pubblicare a questo indirizzo la descrizione stessa.',
    },
  ),
  'version-ambiguous': error(
    { en: 'The document says both `openapi` and `swagger`', it: 'Il documento dichiara sia `openapi` sia `swagger`' },
    { en: 'Keep the one the document follows.', it: 'Tenere quello che il documento segue.' },
  ),
  'version-not-a-string': error(
    { en: 'The version of the specification must be text', it: 'La versione della specifica deve essere testo' },
    { en: 'Quote it: openapi: "3.0.3".', it: 'Metterla tra virgolette: openapi: "3.0.3".' },
  ),
  'version-unsupported': error(
    { en: 'This version of the specification is not known', it: 'Questa versione della specifica non è conosciuta' },
    { en: 'Use OpenAPI 3.0, 3.1 or 3.2.', it: 'Usare OpenAPI 3.0, 3.1 o 3.2.' },
  ),
} as const;

const structure = {
  'missing-member': error(
    { en: 'A required member is missing', it: 'Manca un membro obbligatorio' },
    { en: 'Add it.', it: 'Aggiungerlo.' },
  ),
  'unknown-member': error(
    { en: 'A member is not defined by the specification', it: 'Un membro non è previsto dalla specifica' },
    {
      en: 'Correct its name or its place, or start it with x-.',
      it: 'Correggerne il nome o la posizione, o farlo iniziare con x-.',
    },
  ),
  'wrong-type': error(
    { en: 'A value has the wrong type', it: 'Un valore è del tipo sbagliato' },
    { en: 'Write a value of the expected type.', it: 'Scrivere un valore del tipo previsto.' },
  ),
  'wrong-value': error(
    { en: 'A value is not one of those allowed', it: 'Un valore non è tra quelli ammessi' },
    { en: 'Use one of the allowed values.', it: 'Usare uno dei valori ammessi.' },
  ),
  'wrong-name': error(
    {
      en: 'A name has a form the specification does not allow',
      it: 'Un nome ha una forma che la specifica non ammette',
    },
    { en: 'Change the name.', it: 'Cambiare il nome.' },
  ),
  'wrong-count': error(
    { en: 'There are too few or too many items', it: 'Ci sono troppi o troppo pochi elementi' },
    { en: 'Give the number the specification asks for.', it: 'Indicare il numero richiesto dalla specifica.' },
  ),
  'not-distinct': error(
    { en: 'Two items of a list are equal', it: 'Due elementi di una lista sono uguali' },
    { en: 'Remove the repeated item.', it: "Togliere l'elemento ripetuto." },
  ),
  'wrong-combination': error(
    { en: 'Members that exclude each other are used together', it: 'Membri che si escludono sono usati insieme' },
    { en: 'Keep one of them.', it: 'Tenerne uno solo.' },
  ),
  'schema-violation': error(
    {
      en: "The document does not meet the specification's schema",
      it: 'Il documento non rispetta lo schema della specifica',
    },
    { en: 'Compare it with the specification.', it: 'Confrontarlo con la specifica.' },
  ),
} as const;

/** Errors of references that lead nowhere make the verdict `unresolvable-ref`. */
const references = {
  'ref-missing-target': error(
    { en: 'A reference leads to nothing', it: 'Un riferimento non porta a nulla' },
    {
      en: 'Define what it names, or correct the reference.',
      it: 'Definire ciò che nomina, o correggere il riferimento.',
    },
  ),
  'ref-cycle': error(
    {
      en: 'References lead in a circle and to nothing else',
      it: 'I riferimenti formano un cerchio e non portano ad altro',
    },
    { en: 'Let one of them say what it is.', it: 'Far dire a uno di essi che cosa è.' },
  ),
  'ref-malformed': error(
    { en: 'A reference is not a valid URI reference', it: 'Un riferimento non è un URI valido' },
    {
      en: 'Write a relative path or URL and, after #, a JSON pointer.',
      it: 'Scrivere un percorso o URL e, dopo #, un puntatore JSON.',
    },
  ),
  'ref-too-long': error(
    { en: 'A reference is too long', it: 'Un riferimento è troppo lungo' },
    { en: 'Refer to a place nearer to the root.', it: 'Riferirsi a un punto più vicino alla radice.' },
  ),
  'ref-not-fetched': error(
    {
      en: 'A reference leads outside the web, or to a base that is only a name',
      it: 'Un riferimento porta fuori dal web, o a una base che è solo un nome',
    },
    {
      en: 'Use http(s) addresses or paths relative to the document.',
      it: 'Usare indirizzi http(s) o percorsi relativi al documento.',
    },
  ),
  'ref-unreachable': error(
    { en: 'A referenced document could not be fetched', it: 'Un documento riferito non è raggiungibile' },
    {
      en: 'Publish the document at that address, or include its content.',
      it: 'Pubblicare il documento a quell’indirizzo, o includerne il contenuto.',
    },
  ),
  'ref-not-a-document': error(
    { en: 'A referenced document is not JSON or YAML', it: 'Un documento riferito non è JSON né YAML' },
    { en: 'Publish JSON or YAML at that address.', it: 'Pubblicare JSON o YAML a quell’indirizzo.' },
  ),
  'ref-budget': error(
    {
      en: 'The description refers to more documents than we follow',
      it: 'La descrizione rimanda a più documenti di quanti ne seguiamo',
    },
    { en: 'Bundle the description into one document.', it: 'Riunire la descrizione in un solo documento.' },
  ),
  'ref-wrong-target': error(
    { en: 'A reference leads to something of another kind', it: 'Un riferimento porta a un oggetto di altro tipo' },
    {
      en: 'Refer to an object of the kind this place needs.',
      it: 'Riferirsi a un oggetto del tipo richiesto in questo punto.',
    },
  ),
  'ref-misplaced': error(
    { en: 'A $ref stands where none may be', it: 'Un $ref si trova dove non è ammesso' },
    { en: 'Refer from each entry of the map instead.', it: 'Mettere un riferimento in ciascuna voce.' },
  ),
  'ref-not-a-string': error(
    { en: 'A $ref is not text', it: 'Un $ref non è testo' },
    { en: 'Write the reference as text.', it: 'Scrivere il riferimento come testo.' },
  ),
} as const;

/** Of these, the ones that are faults of the document itself. */
const misreferences = { 'ref-wrong-target': true, 'ref-misplaced': true, 'ref-not-a-string': true };

const checks = {
  'duplicate-operation-id': warning(
    { en: 'Two operations have the same operationId', it: 'Due operazioni hanno lo stesso operationId' },
    { en: 'Give each operation its own operationId.', it: 'Dare a ogni operazione il proprio operationId.' },
  ),
  'path-collision': warning(
    {
      en: 'Two paths differ only in the names of their parameters',
      it: 'Due percorsi differiscono solo nei nomi dei parametri',
    },
    { en: 'Merge the two paths.', it: 'Unire i due percorsi.' },
  ),
  'invalid-pattern': warning(
    { en: 'A pattern is not a valid regular expression', it: "Un pattern non è un'espressione regolare valida" },
    { en: 'Correct the regular expression (ECMA-262).', it: "Correggere l'espressione regolare (ECMA-262)." },
  ),
} as const;

const ours = {
  'analysis-timeout': error(
    { en: 'The analysis did not end in time', it: "L'analisi non è terminata in tempo" },
    { en: 'Make the description simpler.', it: 'Semplificare la descrizione.' },
  ),
  'analysis-failed': error(
    { en: 'The analysis ran out of memory or failed', it: "L'analisi ha esaurito la memoria o non è riuscita" },
    {
      en: 'Make the description simpler; if it is small, tell us.',
      it: 'Semplificare la descrizione; se è piccola, segnalarcelo.',
    },
  ),
} as const;

export const problemCodes = {
  ...bytesAndSyntax,
  ...sizes,
  ...version,
  ...structure,
  ...references,
  ...checks,
  ...ours,
};

export type ProblemCode = keyof typeof problemCodes;

const has = (table: object, code: string): boolean => Object.hasOwn(table, code);

/** The limits of trust.md: the document is `too-large`. */
export const isSizeCode = (code: string): boolean => has(sizes, code);

/** The reference leads nowhere: the document is `unresolvable-ref`, unless it is invalid. */
export const isUnresolvedCode = (code: string): boolean => has(references, code) && !has(misreferences, code);
