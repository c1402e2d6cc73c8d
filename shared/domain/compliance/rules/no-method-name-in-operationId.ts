/** RAC_GEN_NAME_003, in its spirit: operations describe themselves; the method is no part of the description. */
import { wordsOf } from '../reading/name-style.ts';
import { at, keyOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Verbs: at the beginning of a name they can mean nothing but the method. */
const verbs: readonly string[] = ['get', 'put', 'delete', 'patch'];
/** `postOffice`, `headOfDepartment`: these mean the method only where the operation has that method. */
const nouns: readonly string[] = ['post', 'head', 'options', 'trace', 'query'];

export const noMethodNameInOperationId = defineRule({
  id: 'no-method-name-in-operationId',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_NAME_003',
  level: 'MAY',
  versions: everyVersion,
  title: {
    en: 'An `operationId` does not begin with the name of an HTTP method',
    it: 'Un `operationId` non inizia con il nome di un metodo HTTP',
  },
  why: {
    en: 'The method is said already; the identifier becomes a function’s name and should tell what the operation means for the service.',
    it: 'Il metodo è già indicato; l’identificativo diventa il nome di una funzione e dovrebbe dire che cosa significa l’operazione per il servizio.',
  },
  fix: {
    en: 'Name what the operation does: `listCertificates`, `bookAppointment`, `cercaResidenti`.',
    it: 'Dire che cosa fa l’operazione: `listCertificates`, `prenotaAppuntamento`, `cercaResidenti`.',
  },
  faults: {
    method: {
      message: {
        en: 'The `operationId` `{name}` begins with the HTTP method `{method}`',
        it: 'L’`operationId` `{name}` inizia con il metodo HTTP `{method}`',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'paths:\n  /uffici-postali:\n    get:\n      operationId: postalOffices\n  /gettoni:\n    get:\n      operationId: gettoniPresenza\n',
      },
    ],
    bad: [
      {
        yaml: 'paths:\n  /certificati:\n    get:\n      operationId: getCertificati  # ✗\n    post:\n      operationId: post_certificato  # ✗\n',
      },
    ],
  },
  create: (_, { tell, saw }) => ({
    operation({ operationId }, path) {
      if (typeof operationId !== 'string') return;
      saw();
      const [method = ''] = wordsOf(operationId);
      if (!verbs.includes(method) && !(nouns.includes(method) && method === keyOf(path).toLowerCase())) return;
      tell(at(path, 'operationId'), 'method', { name: operationId, method });
    },
  }),
});
