/** RAC_GEN_004: no URL of the description holds credentials, or a place for them. */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import { isCredentialName } from '../reading/credential-names.ts';
import { at, memberOf, operationsOf, parametersOf } from '../reading/operations.ts';
import { hostOf } from '../reading/placeholders.ts';
import { addressesOf, securitySchemesOf } from '../reading/security-schemes.ts';
import { readServer } from '../reading/servers.ts';
import { isRealAddress } from '../reading/stand-ins.ts';
import { type Description, defineRule, everyVersion, type Node } from '../rule.ts';

/** Names of the values in a query string that are credentials. */
function credentialsInQuery(url: string): readonly string[] {
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  return query.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=', 2);
    return value !== '' && isCredentialName(name, 'query') ? [name] : [];
  });
}

const variablesOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);

/** Names of the path parameters that a path item or its operations declare: those are judged as parameters. */
function declaredIn({ value, path }: Node, description: Description): ReadonlySet<unknown> {
  const holders = [{ value, path }, ...operationsOf(value, path)];
  const parameters = holders.flatMap((holder) => parametersOf(holder.value, holder.path, description));
  return new Set(parameters.filter((parameter) => parameter.value.in === 'path').map(({ value: { name } }) => name));
}

export const modiCredentialsInUrl = defineRule({
  id: 'modi-credentials-in-url',
  severity: 'error',
  profile: 'guideline',
  reference: 'RAC_GEN_004',
  level: 'MUST',
  versions: everyVersion,
  title: {
    en: 'No URL of the description holds a credential',
    it: 'Nessuna URL della descrizione contiene una credenziale',
  },
  why: {
    en: 'A description is public, and URLs stay in logs and histories: a user name, a password or a token in one of them is known to everyone.',
    it: 'Una descrizione è pubblica e le URL restano in log e cronologie: un utente, una password o un token in una di esse è noto a tutti.',
  },
  fix: {
    en: 'Remove the credential from the URL, revoke it if it was a real one, and take credentials in the `Authorization` header.',
    it: 'Togliere la credenziale dalla URL, revocarla se era vera, e ricevere le credenziali nell’header `Authorization`.',
  },
  faults: {
    // The credential itself is never repeated.
    userinfo: {
      message: {
        en: 'A URL at `{host}` has a user or a password before the host',
        it: 'Una URL presso `{host}` ha un utente o una password prima dell’host',
      },
    },
    query: {
      message: {
        en: 'A URL passes the credential `{name}` in its query',
        it: 'Una URL passa la credenziale `{name}` nella query',
      },
    },
    template: {
      message: {
        en: 'The path takes the credential `{name}` in the URL',
        it: 'Il percorso riceve la credenziale `{name}` nella URL',
      },
      fix: {
        en: 'Take it in the `Authorization` header by a security scheme, and the resource by an identifier that is no secret.',
        it: 'Riceverla nell’header `Authorization` con uno schema di sicurezza, e la risorsa con un identificativo che non sia segreto.',
      },
    },
    variable: {
      message: {
        en: 'The server variable `{name}` puts a credential into the URL',
        it: 'La variabile `{name}` del server mette una credenziale nella URL',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'servers:\n  - url: https://api.asl.esempio.it/v1\npaths:\n  /referti/{id}:\n    get: {}\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'host: api.asl.esempio.it\npaths:\n  /referti/{id}:\n    get: {}\n',
      },
    ],
    bad: [
      {
        yaml: 'info:\n  contact:\n    url: https://redazione:segreta@www.asl.esempio.it/contatti  # ✗\nservers:\n  - url: https://api.asl.esempio.it/v1?api_key=1f0a  # ✗ 5\n  - url: https://api.asl.esempio.it/{token}/v1\n    variables:\n      token: { default: prova }  # ✗\npaths:\n  /referti/{access_token}:  # ✗\n    get: {}\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'host: prova:segreta@api.asl.esempio.it  # ✗\nexternalDocs:\n  url: https://www.asl.esempio.it/guida?token=1f0a  # ✗\npaths:\n  /referti/{password}:  # ✗\n    get: {}\n',
      },
    ],
  },
  create(description, { tell, saw }) {
    const { root } = description;
    /** `host`: the one meant, when variables stand for it. */
    const judge = (url: unknown, path: Path, host?: string): void => {
      if (typeof url !== 'string' || url === '') return;
      const written = hostOf(url.trim());
      const [, authority = ''] = /^\s*[a-z][a-z0-9+.-]*:\/\/([^/?#\s]*)/i.exec(url) ?? [];
      const hasUser = authority.includes('@');
      const names = credentialsInQuery(url);
      // An address that stands for another can lose points, never earn any.
      if (hasUser || names.length > 0 || isRealAddress(host ?? written)) saw();
      if (hasUser) tell(path, 'userinfo', { host: written ?? '' });
      for (const name of names) tell(path, 'query', { name });
    };
    const judgeDocs = (holder: unknown, path: Path): void =>
      judge(memberOf(memberOf(holder, 'externalDocs'), 'url'), at(path, 'externalDocs', 'url'));

    const judgePaths = (): void => {
      if (!isObject(root.paths)) return;
      // Many paths may lead to the same path item.
      const known = new Map<object, ReadonlySet<unknown>>();
      const declaredOnce = (item: Node): ReadonlySet<unknown> => {
        const declared = known.get(item.value) ?? declaredIn(item, description);
        known.set(item.value, declared);
        return declared;
      };
      for (const template of Object.keys(root.paths)) {
        if (!template.startsWith('/')) continue;
        const path = at(undefined, 'paths', template);
        saw();
        for (const name of credentialsInQuery(template)) tell(path, 'query', { name });
        const secret = variablesOf(template.replace(/[?#].*$/s, '')).filter((name) => isCredentialName(name, 'path'));
        const item = secret.length > 0 ? description.resolve(root.paths[template], path) : undefined;
        const declared = item === undefined ? new Set() : declaredOnce(item);
        for (const name of secret) if (!declared.has(name)) tell(path, 'template', { name });
      }
    };
    const judgeSwaggerHost = (): void => {
      const { host } = root;
      if (description.version === 'swagger-2.0' && typeof host === 'string')
        judge(`https://${host}`, at(undefined, 'host'));
    };
    const judgeVariables = ({ url, variables }: Members, path: Path): void => {
      if (typeof url !== 'string' || !isObject(variables)) return;
      for (const name of new Set(variablesOf(url))) {
        if (!Object.hasOwn(variables, name) || !isCredentialName(name, 'query')) continue;
        tell(at(path, 'variables', name), 'variable', { name });
      }
    };

    return {
      document() {
        judgeDocs(root, undefined);
        for (const [index, tag] of (Array.isArray(root.tags) ? root.tags : []).entries()) {
          judgeDocs(tag, at(undefined, 'tags', index));
        }
        for (const scheme of securitySchemesOf(description)) {
          for (const { url, path } of addressesOf(scheme, description)) judge(url, path);
        }
        judgeSwaggerHost();
        judgePaths();
      },
      info({ termsOfService, license }, path) {
        judge(termsOfService, at(path, 'termsOfService'));
        judge(memberOf(license, 'url'), at(path, 'license', 'url'));
      },
      contact: ({ url }, path) => judge(url, at(path, 'url')),
      server(server, path) {
        judge(server.url, at(path, 'url'), readServer(server, path)?.host);
        judgeVariables(server, path);
      },
      operation: judgeDocs,
      schema: judgeDocs,
    };
  },
});
