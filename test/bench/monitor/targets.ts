/**
 * Five thousand endpoints over TLS in a process of their own: most answer at once, the others keep whoever asks waiting in
 * DNS, in the TLS handshake, for the header or in the middle of the body. Prints its ports as one line of JSON.
 */
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { authority, curveKeys, issue } from '../../fixtures/certificate-authority.ts';
import { startDnsServer, type Zone } from '../../fixtures/dns-server.ts';
import { hostsOf, type Kind, zoneHost } from './hosts.ts';

const count = Number(process.argv[2] ?? 5000);

const root = issue({ name: 'Bench authority', extensions: authority() });
const leaf = issue({ name: zoneHost, issuer: root, keys: curveKeys(), hosts: [`*.${zoneHost}`] });

const zone: { [name: string]: Zone[string] } = {};
for (const { host, kind } of hostsOf(count)) zone[host] = kind === 'dns' ? 'silent' : { a: ['127.0.0.1'] };
const dns = await startDnsServer(zone);

const kinds = new Map<string, Kind>(hostsOf(count).map(({ host, kind }) => [host, kind]));
const https = createHttpsServer({ key: leaf.keyPem, cert: leaf.pem }, (request, response) => {
  const kind = kinds.get((request.headers.host ?? '').split(':')[0] ?? '');
  if (kind === 'header') return;
  response.setHeader('content-type', 'application/problem+json');
  if (kind === 'body') {
    response.setHeader('content-length', '1000');
    response.write('{"status":');
    return;
  }
  response.end('{"status":200}');
});
/** Takes connections and never says a word. */
const mute = createServer((socket) => socket.on('error', () => undefined));
https.listen(0, '127.0.0.1', 4096, () =>
  mute.listen(0, '127.0.0.1', 4096, () => {
    const ports = {
      dns: dns.server,
      https: (https.address() as AddressInfo).port,
      mute: (mute.address() as AddressInfo).port,
    };
    process.stdout.write(`${JSON.stringify({ ...ports, root: root.pem })}\n`);
  }),
);
