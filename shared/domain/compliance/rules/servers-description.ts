/** Catalogue metadata: whoever chooses a server must be told what it is for (OpenAPI Server Object, `description`). */
import { isFilled } from '../reading/info.ts';
import { readServer } from '../reading/servers.ts';
import { isRealAddress } from '../reading/stand-ins.ts';
import { defineRule, openapi3 } from '../rule.ts';

export const serversDescription = defineRule({
  id: 'servers-description',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'CATALOGUE',
  level: 'MUST',
  versions: openapi3,
  title: { en: 'Every server has a description', it: 'Ogni server ha una descrizione' },
  why: {
    en: 'The catalogue shows the servers of an API side by side; without a word on each, nobody knows which is production and which a trial.',
    it: 'Il catalogo mostra i server di una API uno accanto all’altro; senza una parola su ciascuno non si sa quale sia di produzione e quale di prova.',
  },
  fix: {
    en: 'Add a `description` to each server, saying what it is for.',
    it: 'Aggiungere a ogni server una `description` che dica a che cosa serve.',
  },
  faults: {
    absent: {
      message: { en: 'The server `{url}` has no description', it: 'Il server `{url}` non ha una descrizione' },
      snippet: { servers: [{ url: '{url}', description: 'Ambiente di produzione' }] },
    },
  },
  examples: {
    good: [{ yaml: 'servers:\n  - url: https://api.comune.esempio.it/v1\n    description: Ambiente di produzione\n' }],
    bad: [{ yaml: 'servers:\n  - url: https://api.comune.esempio.it/v1  # ✗\n' }],
  },
  create: (_, { tell, saw }) => ({
    server(server, path) {
      const { url, description } = server;
      const described = isFilled(description);
      // A server that stands for another can lose points, never earn any.
      if (!described || isRealAddress(readServer(server, path)?.host)) saw();
      if (!described) tell(path, 'absent', { url: typeof url === 'string' ? url : '' });
    },
  }),
});
