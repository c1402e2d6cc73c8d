/** RAC_GEN_004: an API key is a credential, and no credential is passed in the URL. */
import { at } from '../reading/operations.ts';
import { securitySchemesOf } from '../reading/security-schemes.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const secApikeysUrl = defineRule({
  id: 'sec-apikeys-url',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_004',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'API keys are not passed in the query', it: 'Le chiavi delle API non si passano nella query' },
  why: {
    en: 'URLs stay in the logs of proxies and servers, in histories and in links that people send each other: whoever reads them has the key.',
    it: 'Le URL restano nei log di proxy e server, nelle cronologie e nei collegamenti che ci si scambia: chi le legge ha la chiave.',
  },
  fix: {
    en: 'Take the key in a header, or better use short-lived tokens with `Authorization: Bearer`.',
    it: 'Ricevere la chiave in un header o, meglio, usare token di breve durata con `Authorization: Bearer`.',
  },
  faults: {
    query: {
      message: {
        en: 'The API key travels in the URL, as the query parameter `{name}`',
        it: 'La chiave viaggia nella URL, come parametro di query `{name}`',
      },
      snippet: { type: 'apiKey', in: 'header', name: 'Api-Key' },
    },
  },
  examples: {
    good: [
      {
        yaml: 'components:\n  securitySchemes:\n    chiave:\n      type: apiKey\n      in: header\n      name: Api-Key\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'securityDefinitions:\n  chiave:\n    type: apiKey\n    in: header\n    name: Api-Key\n',
      },
    ],
    bad: [
      {
        yaml: 'components:\n  securitySchemes:\n    chiave:\n      type: apiKey\n      in: query  # ✗\n      name: api_key\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'securityDefinitions:\n  chiave:\n    type: apiKey\n    in: query  # ✗\n    name: api_key\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    document() {
      for (const { value, path } of securitySchemesOf(description)) {
        if (value.type !== 'apiKey') continue;
        saw();
        const { name } = value;
        if (value.in === 'query') tell(at(path, 'in'), 'query', { name: typeof name === 'string' ? name : '' });
      }
    },
  }),
});
