/** ID_AUTH_CHANNEL_01: the channel is protected by TLS, so every server is reached by https. */
import type { Path } from '../../description/json-pointer.ts';
import type { Members } from '../../description/specification.ts';
import { at } from '../reading/operations.ts';
import { readServer, readSwaggerServer } from '../reading/servers.ts';
import { isRealAddress } from '../reading/stand-ins.ts';
import { defineRule, everyVersion } from '../rule.ts';

export const serversUseHttps = defineRule({
  id: 'servers-use-https',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'ID_AUTH_CHANNEL_01',
  level: 'MUST',
  versions: everyVersion,
  title: { en: 'Every server is reached by https', it: 'Ogni server si raggiunge in https' },
  why: {
    en: 'Without TLS whoever sits in between reads and alters what citizens and administrations exchange, credentials included.',
    it: 'Senza TLS chi sta nel mezzo legge e altera ciò che cittadini e amministrazioni si scambiano, credenziali comprese.',
  },
  fix: {
    en: 'Publish each server by https only; mark one that is for trials with `x-sandbox: true`, or leave it out.',
    it: 'Pubblicare ogni server solo in https; segnare con `x-sandbox: true` quello di prova, oppure toglierlo.',
  },
  faults: {
    plain: {
      message: { en: 'The server `{url}` is not reached by https', it: 'Il server `{url}` non si raggiunge in https' },
    },
    scheme: {
      message: { en: 'The API is offered by `{scheme}` too', it: 'La API è offerta anche in `{scheme}`' },
      fix: { en: 'Leave only `https` in `schemes`.', it: 'Lasciare in `schemes` solo `https`.' },
      snippet: { schemes: ['https'] },
    },
  },
  examples: {
    good: [
      {
        yaml: 'servers:\n  - url: https://api.comune.esempio.it/v1\n  - url: http://prova.comune.esempio.it/v1\n    x-sandbox: true\n',
      },
      { versions: ['swagger-2.0'], yaml: 'host: api.comune.esempio.it\nbasePath: /v1\nschemes: [https]\n' },
    ],
    bad: [
      { yaml: 'servers:\n  - description: Produzione\n    url: http://api.comune.esempio.it/v1  # ✗\n' },
      {
        versions: ['swagger-2.0'],
        yaml: 'host: api.comune.esempio.it\nbasePath: /v1\nschemes:\n  - https\n  - http  # ✗\n',
      },
    ],
  },
  create: ({ root, version }, { tell, saw }) => {
    if (version !== 'swagger-2.0') {
      return {
        server(value, path) {
          const server = readServer(value, path);
          if (server?.host === undefined || server.sandbox) return;
          const plain = !/^https:/i.test(server.url);
          if (plain || isRealAddress(server.host)) saw();
          if (plain) tell(server.hostPath, 'plain', { url: server.url });
        },
      };
    }
    const host = readSwaggerServer(root)?.host;
    const judge = (holder: Members, path: Path): void => {
      if (!Array.isArray(holder.schemes)) return;
      for (const [index, scheme] of holder.schemes.entries()) {
        if (typeof scheme !== 'string') continue;
        const plain = scheme.toLowerCase() !== 'https';
        if (plain || isRealAddress(host)) saw();
        if (plain) tell(at(path, 'schemes', index), 'scheme', { scheme });
      }
    };
    return { document: judge, operation: judge };
  },
});
