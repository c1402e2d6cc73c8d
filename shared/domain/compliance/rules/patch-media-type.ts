/** RFC 5789 (erratum 3169): the media type of a PATCH says how changes are written; plain JSON says nothing of that. */
import { at, bodyOf, essenceOf } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

const isPlainJson = (mediaType: unknown): boolean =>
  typeof mediaType === 'string' && essenceOf(mediaType) === 'application/json';

export const patchMediaType = defineRule({
  id: 'patch-media-type',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC5789',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'A PATCH takes a format of changes, not plain `application/json`',
    it: 'Una PATCH accetta un formato di modifiche, non il semplice `application/json`',
  },
  why: {
    en: 'Plain JSON does not say whether a missing or null member is to be kept, emptied or removed; the patch formats do.',
    it: 'Il semplice JSON non dice se un campo assente o nullo vada mantenuto, svuotato o rimosso; i formati di patch sì.',
  },
  fix: {
    en: 'Use `application/merge-patch+json` (RFC 7396) or `application/json-patch+json` (RFC 6902).',
    it: 'Usare `application/merge-patch+json` (RFC 7396) o `application/json-patch+json` (RFC 6902).',
  },
  faults: {
    plain: {
      message: {
        en: 'A PATCH takes `{mediaType}`, which is no format of changes',
        it: 'Una PATCH accetta `{mediaType}`, che non è un formato di modifiche',
      },
      snippet: { requestBody: { content: { 'application/merge-patch+json': { schema: { type: 'object' } } } } },
    },
    plainInSwagger: {
      message: {
        en: 'A PATCH consumes `{mediaType}`, which is no format of changes',
        it: 'Una PATCH consuma `{mediaType}`, che non è un formato di modifiche',
      },
      snippet: { consumes: ['application/merge-patch+json'] },
    },
  },
  examples: {
    good: [
      {
        yaml: `paths:
  /pratiche/{id}:
    patch:
      requestBody:
        content:
          application/merge-patch+json: { schema: { type: object } }
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `consumes: [application/json]
paths:
  /pratiche/{id}:
    patch:
      consumes: [application/merge-patch+json]
      parameters:
        - { name: modifiche, in: body, schema: { type: object } }
`,
      },
    ],
    bad: [
      {
        yaml: `paths:
  /pratiche/{id}:
    patch:
      requestBody:
        content:
          application/json; charset=utf-8: { schema: { type: object } }  # ✗
`,
      },
      {
        versions: ['swagger-2.0'],
        yaml: `consumes: [application/json]
paths:
  /pratiche/{id}:
    patch:  # ✗
      parameters:
        - { name: modifiche, in: body, schema: { type: object } }
  /uffici/{id}:
    patch:
      consumes:
        - application/json  # ✗ 11
      parameters:
        - { name: modifiche, in: body, schema: { type: object } }
`,
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    operation(operation, path) {
      if (path?.key !== 'patch') return;
      const body = bodyOf(operation, path, description);
      if (body === undefined) return;
      saw(body.contents.length);
      for (const [index, { mediaType, path: place }] of body.contents.entries()) {
        if (!isPlainJson(mediaType)) continue;
        // The list of the document serves other methods too: it is the operation that needs its own.
        const own = Array.isArray(operation.consumes) ? at(path, 'consumes', index) : path;
        if (description.version === 'swagger-2.0') tell(own, 'plainInSwagger', { mediaType });
        else tell(place, 'plain', { mediaType });
      }
    },
  }),
});
