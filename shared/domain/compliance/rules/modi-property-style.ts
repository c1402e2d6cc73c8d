/** RAC_GEN_NAME_002: property names of an API are in ASCII, all in snake_case or all in camelCase. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject } from '../../description/specification.ts';
import { createStyleTally, type NameStyle, wordsOf, writeName } from '../reading/name-style.ts';
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Names that another specification decides: OAuth 2.0, OpenID Connect, JSON Web Keys, SAML. */
const foreign: ReadonlySet<string> = new Set(
  `access_token refresh_token id_token token_type expires_in grant_type client_id client_secret client_assertion
   client_assertion_type redirect_uri error_description error_uri response_type
   key_ops x5t#S256 SAMLRequest SAMLResponse RelayState`.split(/\s+/),
);

/** JSON-LD (`@id`, `dc:title`), HAL (`_links`), OData (`$count`), extensions, and codes used as names (`2024`). */
const isFree = (name: string): boolean => /^(?:[_@$\d]|x-)|:/.test(name) || name === '' || foreign.has(name);

export const modiPropertyStyle = defineRule({
  id: 'modi-property-style',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_GEN_NAME_002',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'All property names are in one style: snake_case or camelCase, in ASCII',
    it: 'Tutti i nomi delle proprietà seguono un solo stile: snake_case o camelCase, in ASCII',
  },
  why: {
    en: 'One style lets clients guess names and map them by rule; two of them in one API are found only by reading every schema.',
    it: 'Un solo stile permette ai client di prevedere i nomi e di convertirli con una regola; due stili nella stessa API si scoprono solo leggendo ogni schema.',
  },
  fix: {
    en: 'Choose snake_case or camelCase and rename the properties of the other style.',
    it: 'Scegliere snake_case o camelCase e rinominare le proprietà scritte nell’altro stile.',
  },
  faults: {
    minority: {
      message: {
        en: 'The property `{name}` is not in {style}, the style of most properties here',
        it: 'La proprietà `{name}` non è in {style}, lo stile della maggior parte delle proprietà di questa API',
      },
      fix: { en: 'Call it `{suggested}`.', it: 'Chiamarla `{suggested}`.' },
    },
    neither: {
      message: {
        en: 'The property `{name}` is neither in snake_case nor in camelCase',
        it: 'La proprietà `{name}` non è né in snake_case né in camelCase',
      },
      fix: { en: 'Call it `{suggested}`.', it: 'Chiamarla `{suggested}`.' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        tax_code: { type: string }\n        family_name: { type: string }\n        sesso: { type: string }\n        _links: { type: object }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      taxCode: { type: string }\n      familyName: { type: string }\n      sesso: { type: string }\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  schemas:\n    Residente:\n      properties:\n        tax_code: { type: string }\n        family_name: { type: string }\n        givenName: { type: string }  # ✗\n        Sesso: { type: string }  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'definitions:\n  Residente:\n    properties:\n      taxCode: { type: string }\n      familyName: { type: string }\n      città: { type: string }  # ✗\n      codice-istat: { type: string }  # ✗\n',
      },
    ],
  },
  create(_, { tell, saw }) {
    const tally = createStyleTally();
    // Every name with a style, or with none: which of them are wrong is known only at the end.
    const places: { readonly name: string; readonly own: NameStyle; readonly path: Path }[] = [];
    return {
      schema({ properties }, path) {
        if (!isObject(properties)) return;
        for (const name of Object.keys(properties)) {
          if (isFree(name)) continue;
          const own = tally.add(name);
          if (own !== 'either') places.push({ name, own, path });
        }
      },
      end() {
        saw(places.length);
        const style = tally.style();
        for (const { name, own, path } of places) {
          if (own === style) continue;
          const suggested = writeName(wordsOf(name), style);
          // Without a letter of ASCII there is nothing to suggest.
          if (suggested === name || suggested === '') continue;
          const fault = own === 'neither' ? 'neither' : 'minority';
          tell(at(path, 'properties', name), fault, { name, suggested, style });
        }
      },
    };
  },
});
