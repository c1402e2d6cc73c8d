/** RAC_GEN_002: the endpoint carries the major version: `https://<domain>/<area>/v<major>[.<minor>[.<patch>]]/<name>`. */
import { isObject } from '../../description/specification.ts';
import { segmentsOf } from '../reading/path-segments.ts';
import { type Server, visitServers } from '../reading/servers.ts';
import { isUnrealHost } from '../reading/stand-ins.ts';
import { statusPath } from '../reading/status-path.ts';
import { defineRule, everyVersion } from '../rule.ts';

const isVersion = (segment: string): boolean => /^v\d{1,4}(?:\.\d{1,4}){0,2}$/i.test(segment);

/** Real and readable: an open variable may hold the version. */
const isJudged = ({ url, host, sandbox }: Server): boolean =>
  !sandbox && !/[{}]/.test(url) && (host === undefined || !isUnrealHost(host));

/** Some give the version in each path instead: together with the server it makes the same endpoint. */
function isInEveryPath(paths: unknown): boolean {
  const templates = Object.keys(isObject(paths) ? paths : {}).filter(
    (template) => template.startsWith('/') && template !== statusPath,
  );
  return templates.length > 0 && templates.every((template) => segmentsOf(template).some(isVersion));
}

export const modiVersionInServerPath = defineRule({
  id: 'modi-version-in-server-path',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_GEN_002',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'The path of each server says the version, such as `/v1`',
    it: 'Il path di ogni server indica la versione, come `/v1`',
  },
  why: {
    en: 'With the version in the address an incompatible one can be offered beside the old, while clients move over.',
    it: 'Con la versione nell’indirizzo se ne può offrire una incompatibile accanto alla vecchia, finché i client migrano.',
  },
  fix: {
    en: 'Add a segment with the major version to the server’s path: `https://api.comune.esempio.it/anagrafe/v1`.',
    it: 'Aggiungere al path del server un segmento con la versione: `https://api.comune.esempio.it/anagrafe/v1`.',
  },
  faults: {
    absent: {
      message: {
        en: 'The path of the server `{url}` says no version',
        it: 'Il path del server `{url}` non indica la versione',
      },
    },
  },
  examples: {
    good: [
      { yaml: 'servers:\n  - url: https://api.comune.esempio.it/anagrafe/v1\n  - url: /anagrafe/v2.1\n' },
      { versions: ['swagger-2.0'], yaml: 'host: api.comune.esempio.it\nbasePath: /anagrafe/v1\n' },
    ],
    bad: [
      {
        yaml: 'servers:\n  - description: Produzione\n    url: https://api.comune.esempio.it/anagrafe  # ✗\n  - description: Collaudo\n    url: /anagrafe/1.0  # ✗\n',
      },
      { versions: ['swagger-2.0'], yaml: 'host: api.comune.esempio.it\nbasePath: /anagrafe  # ✗\n' },
    ],
  },
  create: (description, { tell, saw }) => {
    const inPaths = isInEveryPath(description.root.paths);
    return visitServers(description, (server) => {
      if (!isJudged(server)) return;
      saw();
      if (!inPaths && !server.segments.some(isVersion)) tell(server.basePath, 'absent', { url: server.url });
    });
  },
});
