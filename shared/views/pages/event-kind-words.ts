/** Kinds of events as people call them. */
import type { EventKind } from '../../domain/catalogue/api.ts';
import type { Words } from './language.ts';

export const eventKindWords: { readonly [kind in EventKind]: Words } = {
  'api.published': { en: 'API published', it: 'API pubblicata' },
  'api.changed': { en: 'API changed', it: 'API modificata' },
  'api.invalid': { en: 'description no longer valid', it: 'descrizione non più valida' },
  'api.valid': { en: 'description valid again', it: 'descrizione di nuovo valida' },
  'api.withdrawn': { en: 'API withdrawn', it: 'API ritirata' },
  'api.deprecated': { en: 'API deprecated', it: 'API deprecata' },
  'api.sunset': { en: 'end of an API announced', it: 'fine di una API annunciata' },
  'compliance.changed': { en: 'compliance changed', it: 'conformità cambiata' },
  'ruleset.changed': { en: 'rules changed', it: 'regole cambiate' },
  'incident.opened': { en: 'service not answering', it: 'servizio che non risponde' },
  'incident.closed': { en: 'service answering again', it: 'servizio che risponde di nuovo' },
  'certificate.expiring': { en: 'certificate about to expire', it: 'certificato in scadenza' },
  'certificate.replaced': { en: 'certificate replaced', it: 'certificato sostituito' },
  'maintenance.announced': { en: 'maintenance announced', it: 'manutenzione annunciata' },
};
