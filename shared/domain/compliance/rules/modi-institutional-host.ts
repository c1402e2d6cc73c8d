/**
 * RAC_GEN_002: an API is reached in the domain of its administration. No list says which domains are theirs; told are
 * those that certainly are not: names given by hosting platforms, and bare addresses.
 */

import { visitServers } from '../reading/servers.ts';
import { isUnrealHost } from '../reading/stand-ins.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Domains under which platforms give names to their customers. */
const sharedDomains: ReadonlySet<string> = new Set(
  `azurewebsites.net azure-api.net azurefd.net azureedge.net azurestaticapps.net azurecontainerapps.io cloudapp.net
   cloudapp.azure.com trafficmanager.net core.windows.net
   amazonaws.com cloudfront.net awsapprunner.com elasticbeanstalk.com amplifyapp.com on.aws
   run.app appspot.com cloudfunctions.net web.app firebaseapp.com firebaseio.com apigee.net
   herokuapp.com netlify.app vercel.app now.sh onrender.com fly.dev railway.app deno.dev glitch.me repl.co replit.app
   replit.dev surge.sh pages.dev workers.dev trycloudflare.com digitaloceanspaces.com ondigitalocean.app
   github.io githubusercontent.com github.dev gitlab.io gitpod.io codespaces.io
   ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev loca.lt serveo.net localtunnel.me
   openshiftapps.com mybluemix.net appdomain.cloud oraclecloud.com oraclevcn.com ondemand.com force.com
   swaggerhub.com pstmn.io getpostman.com stoplight.io mockable.io beeceptor.com mocky.io apiary.io apiary-mock.com
   wiremockapi.cloud mockapi.io webhook.site sslip.io nip.io altervista.org`.split(/\s+/),
);

/** The shared domain that a host's name is given by. */
function sharedDomainOf(host: string): string | undefined {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.').slice(-6);
  for (let from = 0; from < labels.length - 1; from += 1) {
    const domain = labels.slice(from).join('.');
    if (sharedDomains.has(domain)) return domain;
  }
  return undefined;
}

const isAddress = (host: string): boolean => host.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);

export const modiInstitutionalHost = defineRule({
  id: 'modi-institutional-host',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_GEN_002',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'No server is reached by a name that a hosting platform gave it, or by an IP address',
    it: 'Nessun server si raggiunge con un nome dato da una piattaforma di hosting o con un indirizzo IP',
  },
  why: {
    en: 'A domain of one’s own tells clients whom they talk to; a name given by a hosting platform changes with the contract, and may pass to somebody else.',
    it: 'Un dominio proprio dice ai client con chi parlano; il nome dato da una piattaforma cambia con il contratto e può passare ad altri.',
  },
  fix: {
    en: 'Give the server a name in the administration’s domain and let it point to the platform; mark trial servers with `x-sandbox: true`.',
    it: 'Dare al server un nome nel dominio dell’ente e farlo puntare alla piattaforma; segnare i server di prova con `x-sandbox: true`.',
  },
  faults: {
    shared: {
      message: {
        en: 'The host `{host}` has its name from a platform, `{domain}`',
        it: 'L’host `{host}` ha un nome dato da una piattaforma, `{domain}`',
      },
    },
    address: {
      message: {
        en: 'The server is given by an IP address, `{host}`',
        it: 'Il server è indicato con un indirizzo IP, `{host}`',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'servers:\n  - url: https://api.comune.esempio.it/v1\n  - url: https://prova-comune.azurewebsites.net/v1\n    x-sandbox: true\n',
      },
      { versions: ['swagger-2.0'], yaml: 'host: api.comune.esempio.it\nbasePath: /v1\n' },
    ],
    bad: [
      {
        yaml: 'servers:\n  - description: Produzione\n    url: https://anagrafe-comune.azurewebsites.net/v1  # ✗\n  - description: Collaudo\n    url: https://93.184.216.34/v1  # ✗\n',
      },
      { versions: ['swagger-2.0'], yaml: 'host: anagrafe-comune.herokuapp.com  # ✗\nbasePath: /v1\n' },
      { versions: ['swagger-2.0'], yaml: 'host: 93.184.216.34:8443  # ✗\nbasePath: /v1\n' },
    ],
  },
  create: (description, { tell, saw }) =>
    visitServers(description, ({ host, sandbox, hostPath }) => {
      if (host === undefined || sandbox || isUnrealHost(host)) return;
      saw();
      const domain = sharedDomainOf(host);
      if (isAddress(host)) tell(hostPath, 'address', { host });
      else if (domain !== undefined) tell(hostPath, 'shared', { host, domain });
    }),
});
