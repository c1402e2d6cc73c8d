/** RAC_GEN_004: no parameter of the query or of the path is a credential by its name. */
import type { Path } from '../../description/json-pointer.ts';
import type { Members } from '../../description/specification.ts';
import { isCredentialName } from '../reading/credential-names.ts';
import { at } from '../reading/operations.ts';
import { typesOf } from '../reading/schema-types.ts';
import { type Description, defineRule, everyVersion } from '../rule.ts';

/** A yes or no is no secret, whatever its name. */
function isFlag(parameter: Members, path: Path, { version, resolve }: Description): boolean {
  const schema = version === 'swagger-2.0' ? parameter : resolve(parameter.schema, at(path, 'schema'))?.value;
  return schema !== undefined && typesOf(schema).join() === 'boolean';
}

export const secCredentialsParameters = defineRule({
  id: 'sec-credentials-parameters',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_004',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'No parameter of the query or of the path carries a credential',
    it: 'Nessun parametro di query o di percorso trasporta una credenziale',
  },
  why: {
    en: 'URLs stay in the logs of proxies and servers, in histories and in the `Referer` header: a password or a token in them is soon known to others.',
    it: 'Le URL restano nei log di proxy e server, nelle cronologie e nell’header `Referer`: una password o un token al loro interno è presto noto ad altri.',
  },
  fix: {
    en: 'Take credentials in the `Authorization` header by a security scheme, or in the body of a POST.',
    it: 'Ricevere le credenziali nell’header `Authorization` con uno schema di sicurezza, o nel corpo di una POST.',
  },
  faults: {
    query: {
      message: {
        en: 'The query parameter `{name}` passes a credential in the URL',
        it: 'Il parametro di query `{name}` passa una credenziale nella URL',
      },
    },
    path: {
      message: {
        en: 'The path parameter `{name}` passes a credential in the URL',
        it: 'Il parametro di percorso `{name}` passa una credenziale nella URL',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'paths:\n  /pratiche:\n    get:\n      parameters:\n        - { name: page_token, in: query, schema: { type: string } }\n        - { name: author, in: query, schema: { type: string } }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /pratiche:\n    get:\n      parameters:\n        - { name: page_token, in: query, type: string }\n        - { name: author, in: query, type: string }\n',
      },
    ],
    bad: [
      {
        yaml: 'paths:\n  /pratiche/{accessToken}:\n    get:\n      parameters:\n        - name: api_key  # ✗\n          in: query\n          schema: { type: string }\n        - name: accessToken  # ✗\n          in: path\n          required: true\n          schema: { type: string }\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'paths:\n  /pratiche:\n    get:\n      parameters:\n        - name: password  # ✗\n          in: query\n          type: string\n',
      },
    ],
  },
  create: (description, { tell, saw }) => ({
    parameter(parameter, path) {
      const { name, in: place } = parameter;
      if ((place !== 'query' && place !== 'path') || typeof name !== 'string') return;
      saw();
      if (isCredentialName(name, place) && !isFlag(parameter, path, description))
        tell(at(path, 'name'), place, { name });
    },
  }),
});
