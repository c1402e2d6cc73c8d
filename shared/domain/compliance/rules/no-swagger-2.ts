/** RAC_GEN_001: REST APIs are described with OpenAPI 3.0 or later. */
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion, openapi3 } from '../rule.ts';

export const noSwagger2 = defineRule({
  id: 'no-swagger-2',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_001',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'The API is described with OpenAPI 3.0 or later',
    it: 'La API è descritta con OpenAPI 3.0 o successivo',
  },
  why: {
    en: 'Swagger 2.0 has had no maintenance since 2017: it cannot express several servers, media types per answer or modern security, and tools drop it.',
    it: 'Swagger 2.0 non è più mantenuto dal 2017: non sa esprimere più server, formati per risposta o la sicurezza odierna, e gli strumenti lo abbandonano.',
  },
  fix: {
    en: 'Convert the description to OpenAPI 3; converters do nearly all of it.',
    it: 'Convertire la descrizione in OpenAPI 3; i convertitori fanno quasi tutto.',
  },
  faults: {
    old: {
      message: { en: 'The description is in Swagger 2.0', it: 'La descrizione è in Swagger 2.0' },
      snippet: { openapi: '3.0.3' },
    },
  },
  // The version stands on the first line, which examples leave out: here it alone makes them good or bad.
  examples: {
    good: [{ versions: openapi3, yaml: 'info:\n  title: Residenze\n  version: 1.0.0\n' }],
    bad: [{ versions: ['swagger-2.0'], yaml: 'info:\n  title: Residenze\n  version: 1.0.0\n' }],
  },
  create: ({ version }, { tell, saw }) => ({
    document(_root, path) {
      saw();
      if (version === 'swagger-2.0') tell(at(path, 'swagger'), 'old');
    },
  }),
});
