/**
 * What the national platform is known to refuse on upload with messages that do not say why: servers on the author's own
 * machine, variables without a default, typographic quotes in names; and very long descriptions, of which it is only
 * known that there is a limit somewhere.
 */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import { infoOf } from '../reading/info.ts';
import { at } from '../reading/operations.ts';
import { type Server, visitServers } from '../reading/servers.ts';
import { isRealAddress } from '../reading/stand-ins.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** No limit is published: a careful guess, longer than what a reader of a catalogue wants. */
const descriptionCharacters = 5000;

const loopback = /^(?:(?:.*\.)?localhost\.?|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\]|::1)$/i;

/** Quotes that word processors put in place of ' and ". */
const typographic = /[‘’‚‛“”„‟′″ʼ´]/;

const straighten = (text: string): string => text.replace(/[‘’‚‛′ʼ´]/g, "'").replace(/[“”„‟″]/g, '"');

const namesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const modiUploadRisk = defineRule({
  id: 'modi-upload-risk',
  severity: 'warn',
  profile: 'guideline',
  reference: 'CATALOGUE',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Nothing stands in the way of the upload to the national platform',
    it: 'Nulla ostacola il caricamento sulla piattaforma nazionale',
  },
  why: {
    en: 'The platform may refuse such descriptions with messages that point elsewhere; known beforehand, they are mended in a minute.',
    it: 'La piattaforma può rifiutare queste descrizioni con messaggi che portano fuori strada; sapendolo prima si sistemano in un minuto.',
  },
  fix: {
    en: 'Leave out local servers, give every variable of a URL a default, use straight quotes in names, and keep the description short.',
    it: 'Togliere i server locali, dare un default a ogni variabile degli URL, usare apici dritti nei nomi e tenere breve la descrizione.',
  },
  faults: {
    loopback: {
      message: {
        en: 'The server `{url}` is the author’s own machine',
        it: 'Il server `{url}` è la macchina di chi scrive',
      },
      fix: {
        en: 'Leave this server out of the published description.',
        it: 'Togliere questo server dalla descrizione pubblicata.',
      },
    },
    variable: {
      message: {
        en: 'The variable `{name}` of the server’s URL has no default',
        it: 'La variabile `{name}` nell’URL del server non ha un default',
      },
      fix: {
        en: 'Give it a `default` under `variables`, or write its value into the URL.',
        it: 'Darle un `default` sotto `variables`, oppure scriverne il valore nell’URL.',
      },
    },
    quotes: {
      message: {
        en: '`{text}` holds typographic quotes',
        it: '`{text}` contiene apici o virgolette tipografiche',
      },
      fix: { en: 'Write it with straight ones: `{corrected}`.', it: 'Scriverlo con quelli dritti: `{corrected}`.' },
    },
    long: {
      message: {
        en: 'The description of the API has {length} characters; beyond some {most} it may be refused',
        it: 'La descrizione della API ha {length} caratteri; oltre i {most} circa potrebbe essere rifiutata',
      },
      fix: {
        en: 'Keep in `info.description` what the API is for, and link to the rest with `externalDocs`.',
        it: 'Lasciare in `info.description` a che cosa serve la API e rimandare al resto con `externalDocs`.',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: "info:\n  title: Anagrafe dell'ente\n  description: Consulta l’anagrafe dell’ente\nservers:\n  - url: https://{ambiente}.comune.esempio.it/v1\n    variables:\n      ambiente: { default: api }\n",
      },
      {
        versions: ['swagger-2.0'],
        yaml: "info:\n  title: Anagrafe dell'ente\n  description: Consulta l’anagrafe dell’ente\nhost: api.comune.esempio.it\n",
      },
    ],
    bad: [
      {
        yaml: 'info:\n  title: Anagrafe dell’ente  # ✗\nservers:\n  - description: Sviluppo\n    url: http://localhost:8080  # ✗\n  - description: Produzione\n    url: https://{ambiente}.comune.esempio.it/v1  # ✗\n',
      },
      {
        versions: ['swagger-2.0'],
        yaml: 'info:\n  title: Anagrafe dell’ente  # ✗\nhost: localhost:8080  # ✗\n',
      },
    ],
  },
  create: (description, { tell, saw }) => {
    const named = new Set<string>();
    /** A name counts and is told where it first stands: a tag is repeated by each of its operations. */
    const judgeName = (text: unknown, path: Path): void => {
      if (typeof text !== 'string' || named.has(text)) return;
      named.add(text);
      saw();
      if (typographic.test(text)) tell(path, 'quotes', { text, corrected: straighten(text) });
    };
    const judgeServer = ({ url, host, unset, hostPath }: Server): void => {
      if (isRealAddress(host)) saw();
      if (host !== undefined && loopback.test(host)) tell(hostPath, 'loopback', { url });
      const [name] = unset;
      if (name !== undefined) tell(hostPath, 'variable', { name });
    };
    const judgeInfo = (root: Members): void => {
      const { value: info, path } = infoOf(root);
      judgeName(info.title, at(path, 'title'));
      judgeName(info['x-summary'], at(path, 'x-summary'));
      if (typeof info.description !== 'string') return;
      saw();
      if (info.description.length > descriptionCharacters) {
        const values = { length: info.description.length, most: descriptionCharacters };
        tell(at(path, 'description'), 'long', values);
      }
    };
    const judgeTags = (root: Members): void => {
      for (const [index, tag] of namesOf(root.tags).entries()) {
        if (isObject(tag)) judgeName(tag.name, at(undefined, 'tags', index, 'name'));
      }
    };
    const { document: serverOfDocument, ...visitors } = visitServers(description, judgeServer);
    return {
      ...visitors,
      document(root, path) {
        judgeInfo(root);
        judgeTags(root);
        serverOfDocument?.(root, path);
      },
      paths(paths, path) {
        for (const template of Object.keys(paths)) judgeName(template, at(path, template));
      },
      operation(operation, path) {
        judgeName(operation.operationId, at(path, 'operationId'));
        for (const [index, tag] of namesOf(operation.tags).entries()) judgeName(tag, at(path, 'tags', index));
      },
    };
  },
});
