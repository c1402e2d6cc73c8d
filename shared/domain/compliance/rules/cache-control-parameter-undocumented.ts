/** RAC_REST_NAME_010: an API that lets callers steer caches says which directives of `Cache-Control` it heeds. */
import { namesDirective } from '../reading/cache-headers.ts';
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const cacheControlParameterUndocumented = defineRule({
  id: 'cache-control-parameter-undocumented',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_010',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'A `Cache-Control` request header says which directives the API heeds',
    it: 'Un header di richiesta `Cache-Control` indica quali direttive l’API rispetta',
  },
  why: {
    en: 'A caller that asks for `no-cache` must know whether it gets fresh data or is ignored.',
    it: 'Chi chiede `no-cache` deve sapere se riceverà dati freschi o se la richiesta sarà ignorata.',
  },
  fix: {
    en: 'Describe the parameter, naming the directives that are supported.',
    it: 'Descrivere il parametro, nominando le direttive supportate.',
  },
  faults: {
    absent: {
      message: {
        en: 'The parameter `{name}` does not say which directives it takes',
        it: 'Il parametro `{name}` non indica quali direttive accetta',
      },
      snippet: {
        name: 'Cache-Control',
        in: 'header',
        description: 'Con `no-cache` la risposta è ricalcolata; le altre direttive sono ignorate',
      },
    },
    vague: {
      message: {
        en: 'The description of `{name}` names no directive, such as `no-cache` or `max-age`',
        it: 'La descrizione di `{name}` non nomina alcuna direttiva, come `no-cache` o `max-age`',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: `components:
  parameters:
    CacheControl:
      name: Cache-Control
      in: header
      description: Con no-cache l’elenco dei residenti è riletto dall’anagrafe
      schema: { type: string }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `parameters:
  CacheControl:
    name: Cache-Control
    in: header
    description: Con no-cache l’elenco dei residenti è riletto dall’anagrafe
    type: string
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /residenti:
    get:
      parameters:
        - name: Cache-Control  # ✗
          in: header
          schema: { type: string }
        - name: cache-control
          in: header
          description: Uso della cache  # ✗ 11
          schema: { type: string }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `paths:
  /residenti:
    get:
      parameters:
        - { name: Cache-Control, in: header, type: string }  # ✗
`,
      },
    ],
  },
  create: (_, { tell, saw }) => ({
    parameter(parameter, path) {
      const { name, in: where, description } = parameter;
      if (where !== 'header' || typeof name !== 'string' || name.toLowerCase() !== 'cache-control') return;
      saw();
      if (namesDirective(parameter)) return;
      if (typeof description === 'string' && description.trim() !== '')
        tell(at(path, 'description'), 'vague', { name });
      else tell(path, 'absent', { name });
    },
  }),
});
