/**
 * The closed list of ways a fetch fails: class, words and repair of each. `permanent`: trying again soon will not help,
 * the publisher must act; `transient`: it may pass; `ours`: our own network or settings, never counted against anybody.
 */
import type { Text } from '../text.ts';
import { describeStatus } from './status-words.ts';

export type FailureClass = 'permanent' | 'transient' | 'ours';

export type FetchCodeFacts = { readonly class: FailureClass; readonly words: Text; readonly fix: Text };

const facts = (kind: FailureClass, words: Text, fix: Text): FetchCodeFacts => ({ class: kind, words, fix });

/** Every code but those of HTTP statuses. */
export const fetchCodes = {
  'url-invalid': facts(
    'permanent',
    { en: 'The address is not a valid URL', it: "L'indirizzo non è un URL valido" },
    {
      en: 'Publish an absolute http(s) URL without blanks, backslashes or invisible characters.',
      it: 'Pubblicare un URL http(s) assoluto, senza spazi, barre rovesciate o caratteri invisibili.',
    },
  ),
  'url-too-long': facts(
    'permanent',
    { en: 'The address is longer than 2,048 characters', it: "L'indirizzo supera i 2.048 caratteri" },
    { en: 'Publish a shorter URL.', it: 'Pubblicare un URL più breve.' },
  ),
  'url-scheme': facts(
    'permanent',
    { en: 'The address is neither http nor https', it: "L'indirizzo non è né http né https" },
    { en: 'Publish the document over https.', it: 'Pubblicare il documento in https.' },
  ),
  'url-userinfo': facts(
    'permanent',
    { en: 'The address contains a user name or password', it: "L'indirizzo contiene nome utente o password" },
    {
      en: 'Remove what stands before "@": descriptions are public and need no credentials.',
      it: 'Togliere ciò che precede «@»: le descrizioni sono pubbliche e non richiedono credenziali.',
    },
  ),
  'url-host': facts(
    'permanent',
    { en: 'The host name is not one of the public internet', it: 'Il nome host non è un nome pubblico di Internet' },
    {
      en: 'Use a complete public domain name, such as api.ente.gov.it.',
      it: 'Usare un nome di dominio pubblico completo, ad esempio api.ente.gov.it.',
    },
  ),
  'url-port': facts(
    'permanent',
    { en: 'The port is not one for public HTTP', it: 'La porta non è destinata a servizi HTTP pubblici' },
    {
      en: 'Publish on 443, on 80, or on a port from 1024 that no other service uses.',
      it: 'Pubblicare sulla porta 443, sulla 80 o su una porta dalla 1024 in su non riservata ad altri servizi.',
    },
  ),
  'refused-address': facts(
    'permanent',
    { en: 'The address is not on the public internet', it: "L'indirizzo non è raggiungibile dalla rete pubblica" },
    {
      en: 'Publish only public addresses of the host, in IPv4 and in IPv6: none may be private or reserved.',
      it: "Associare all'host soltanto indirizzi pubblici, IPv4 e IPv6: nessuno può essere privato o riservato.",
    },
  ),
  'refused-self': facts(
    'permanent',
    { en: 'The address is that of this service itself', it: "L'indirizzo è quello di questo stesso servizio" },
    { en: "Give the address of the administration's host.", it: "Indicare l'indirizzo dell'host dell'ente." },
  ),
  'redirect-refused': facts(
    'permanent',
    {
      en: 'The answer redirects to an address that may not be fetched',
      it: 'La risposta reindirizza a un indirizzo non ammesso',
    },
    {
      en: 'Redirect only to public http(s) addresses.',
      it: 'Reindirizzare soltanto verso indirizzi http(s) pubblici.',
    },
  ),
  'redirect-limit': facts(
    'permanent',
    { en: 'More than five redirects', it: 'Più di cinque reindirizzamenti' },
    { en: 'Publish the final address.', it: "Pubblicare direttamente l'indirizzo finale." },
  ),
  'redirect-loop': facts(
    'permanent',
    { en: 'The redirects lead back to where they began', it: 'I reindirizzamenti tornano al punto di partenza' },
    {
      en: 'Correct the redirects so that they end at the document.',
      it: 'Correggere i reindirizzamenti in modo che terminino sul documento.',
    },
  ),
  'dns-nxdomain': facts(
    'permanent',
    { en: 'The host name has no address in the DNS', it: 'Il nome host non ha alcun indirizzo nel DNS' },
    {
      en: 'Check the name, and its A and AAAA records in the public DNS.',
      it: 'Verificare il nome e i suoi record A e AAAA nel DNS pubblico.',
    },
  ),
  'dns-failure': facts(
    'transient',
    {
      en: 'The DNS servers of the domain answer with an error',
      it: 'I server DNS del dominio rispondono con un errore',
    },
    {
      en: 'Check the delegation, the DNSSEC signatures and the authoritative servers of the domain.',
      it: 'Verificare la delega, le firme DNSSEC e i server autoritativi del dominio.',
    },
  ),
  'dns-timeout': facts(
    'transient',
    { en: 'The DNS servers of the domain do not answer', it: 'I server DNS del dominio non rispondono' },
    {
      en: 'Check that the authoritative servers of the domain are up and reachable.',
      it: 'Verificare che i server autoritativi del dominio siano attivi e raggiungibili.',
    },
  ),
  'dns-unavailable': facts(
    'ours',
    { en: 'Our own DNS resolver cannot be reached', it: 'Il nostro server DNS non è raggiungibile' },
    { en: 'Nothing to do for the publisher.', it: "Nessuna azione richiesta all'ente." },
  ),
  'connect-refused': facts(
    'transient',
    { en: 'The server refuses the connection', it: 'Il server rifiuta la connessione' },
    {
      en: 'Check that the service is running and listens on this port.',
      it: 'Verificare che il servizio sia attivo e in ascolto su questa porta.',
    },
  ),
  'connect-reset': facts(
    'transient',
    {
      en: 'The server closes the connection without answering',
      it: 'Il server chiude la connessione senza rispondere',
    },
    {
      en: 'Check the service, and the firewall or the balancer before it.',
      it: 'Verificare il servizio e il firewall o il bilanciatore che lo precede.',
    },
  ),
  'connect-timeout': facts(
    'transient',
    { en: 'The connection is not accepted in time', it: 'La connessione non viene accettata in tempo utile' },
    {
      en: 'Check that the host is up and that its firewall accepts connections from outside.',
      it: "Verificare che l'host sia attivo e che il firewall accetti connessioni dall'esterno.",
    },
  ),
  'host-unreachable': facts(
    'transient',
    { en: 'No route leads to the host', it: "Nessun percorso di rete conduce all'host" },
    {
      en: "Check the routing and the firewall of the host's network.",
      it: "Verificare l'instradamento e il firewall della rete dell'host.",
    },
  ),
  'network-unreachable': facts(
    'ours',
    { en: 'Our own network is out', it: 'La nostra rete non è disponibile' },
    { en: 'Nothing to do for the publisher.', it: "Nessuna azione richiesta all'ente." },
  ),
  'tls-untrusted': facts(
    'permanent',
    {
      en: 'The certificate was not issued by a recognised authority',
      it: "Il certificato non è stato emesso da un'autorità riconosciuta",
    },
    {
      en: 'Install a certificate of an authority that browsers and operating systems trust.',
      it: "Installare un certificato di un'autorità riconosciuta dai browser e dai sistemi operativi.",
    },
  ),
  'tls-self-signed': facts(
    'permanent',
    { en: 'The certificate is self-signed', it: 'Il certificato è autofirmato' },
    {
      en: 'Replace it with a certificate of a recognised authority.',
      it: "Sostituirlo con un certificato di un'autorità riconosciuta.",
    },
  ),
  'tls-chain': facts(
    'permanent',
    { en: 'The chain of certificates is incomplete', it: 'La catena dei certificati è incompleta' },
    {
      en: 'Send the certificate followed by the intermediates of its authority, and check that the authority is recognised.',
      it: "Inviare il certificato seguito dagli intermedi dell'autorità che lo ha emesso, verificando che sia riconosciuta.",
    },
  ),
  'tls-name': facts(
    'permanent',
    { en: 'The certificate is for another host name', it: 'Il certificato è intestato a un altro nome di host' },
    {
      en: 'Install a certificate that names this host among its alternative names (SAN).',
      it: 'Installare un certificato che riporti questo host tra i nomi alternativi (SAN).',
    },
  ),
  'tls-expired': facts(
    'permanent',
    { en: 'The certificate has expired', it: 'Il certificato è scaduto' },
    { en: 'Renew the certificate and reload the server.', it: 'Rinnovare il certificato e ricaricare il server.' },
  ),
  'tls-not-yet-valid': facts(
    'permanent',
    { en: 'The certificate is not valid yet', it: 'Il certificato non è ancora valido' },
    {
      en: 'Install the certificate valid today, and check the clock of the machine that issued it.',
      it: "Installare il certificato valido a oggi e verificare l'orologio della macchina che lo ha emesso.",
    },
  ),
  'tls-weak': facts(
    'permanent',
    {
      en: 'The key of the certificate is too weak',
      it: 'La chiave del certificato è troppo debole',
    },
    {
      en: 'Issue it again with RSA of at least 2,048 bits or ECDSA P-256, signed with SHA-256.',
      it: 'Riemetterlo con RSA da almeno 2.048 bit o ECDSA P-256, firmato con SHA-256.',
    },
  ),
  'tls-certificate': facts(
    'permanent',
    { en: 'The certificate is not acceptable', it: 'Il certificato non è accettabile' },
    {
      en: 'Have it issued again by its authority: something in it breaks the rules for certificates of the web.',
      it: 'Farlo riemettere dalla propria autorità: qualcosa nel certificato viola le regole dei certificati per il web.',
    },
  ),
  'tls-chain-expired': facts(
    'permanent',
    { en: 'A certificate of the authority has expired', it: "È scaduto un certificato dell'autorità" },
    {
      en: 'Replace the intermediates that the server sends with the current ones of the authority.',
      it: "Sostituire gli intermedi inviati dal server con quelli attuali dell'autorità.",
    },
  ),
  'tls-chain-not-yet-valid': facts(
    'permanent',
    { en: 'A certificate of the authority is not valid yet', it: "Un certificato dell'autorità non è ancora valido" },
    {
      en: 'Send the intermediates of the authority that are valid today.',
      it: "Inviare gli intermedi dell'autorità validi a oggi.",
    },
  ),
  'tls-chain-weak': facts(
    'permanent',
    {
      en: 'A certificate of the authority has a key that is too weak',
      it: "Un certificato dell'autorità ha una chiave troppo debole",
    },
    {
      en: 'Have the certificate issued by an authority with RSA keys of at least 2,048 bits or ECDSA P-256.',
      it: "Far emettere il certificato da un'autorità con chiavi RSA da almeno 2.048 bit o ECDSA P-256.",
    },
  ),
  'tls-weak-signature': facts(
    'permanent',
    {
      en: 'The certificate is signed with a digest that is too weak',
      it: 'Il certificato è firmato con un algoritmo di hash troppo debole',
    },
    {
      en: 'Have it issued again with a signature over SHA-256: SHA-1 and MD5 can be forged.',
      it: 'Farlo riemettere con una firma su SHA-256: SHA-1 e MD5 sono falsificabili.',
    },
  ),
  'tls-signature': facts(
    'permanent',
    { en: 'The signature of the certificate does not verify', it: 'La firma del certificato non risulta valida' },
    {
      en: 'Install the certificate again as the authority sent it, with the intermediate that signed it.',
      it: "Reinstallare il certificato così come ricevuto dall'autorità, con l'intermedio che lo ha firmato.",
    },
  ),
  'tls-not-authority': facts(
    'permanent',
    {
      en: 'The certificate was issued by one that may not issue any',
      it: 'Il certificato è stato emesso da un soggetto non abilitato a emetterne',
    },
    {
      en: 'Replace it with a certificate issued by an authority, and send the intermediates of that authority.',
      it: "Sostituirlo con un certificato emesso da un'autorità e inviare gli intermedi di quest'ultima.",
    },
  ),
  'tls-path-length': facts(
    'permanent',
    {
      en: 'The chain of certificates is longer than its authority allows',
      it: "La catena dei certificati è più lunga di quanto l'autorità consenta",
    },
    {
      en: 'Have the certificate issued by an intermediate that may issue certificates of servers.',
      it: 'Far emettere il certificato da un intermedio abilitato a emettere certificati per server.',
    },
  ),
  'tls-purpose': facts(
    'permanent',
    { en: 'The certificate is not meant for servers', it: 'Il certificato non è destinato ai server' },
    {
      en: 'Issue it again with "serverAuth" among its extended key usages.',
      it: 'Riemetterlo con «serverAuth» tra gli usi estesi della chiave.',
    },
  ),
  'tls-name-constraints': facts(
    'permanent',
    {
      en: 'The authority may not issue certificates for this host name',
      it: "L'autorità non può emettere certificati per questo nome di host",
    },
    {
      en: 'Have the certificate issued by an authority whose name constraints allow this domain.',
      it: "Far emettere il certificato da un'autorità i cui vincoli sui nomi ammettano questo dominio.",
    },
  ),
  'tls-unknown-name': facts(
    'permanent',
    {
      en: 'The server knows no certificate for this host name',
      it: 'Il server non dispone di un certificato per questo nome di host',
    },
    {
      en: 'Configure this host name on the server or on the balancer that answers for it.',
      it: 'Configurare questo nome di host sul server o sul bilanciatore che risponde.',
    },
  ),
  'tls-client-certificate': facts(
    'permanent',
    {
      en: 'The server asks clients for a certificate of their own',
      it: 'Il server richiede ai client un proprio certificato',
    },
    {
      en: 'Let the status be asked without a client certificate, as everything public.',
      it: 'Consentire di interrogare lo stato senza certificato del client, come ogni risorsa pubblica.',
    },
  ),
  'tls-cipher': facts(
    'permanent',
    {
      en: 'The server and we have no cipher suite in common',
      it: 'Il server non offre alcuna suite crittografica attuale',
    },
    {
      en: 'Enable current cipher suites, such as ECDHE with AES-GCM, and those of TLS 1.3.',
      it: 'Abilitare suite crittografiche attuali, come ECDHE con AES-GCM, e quelle di TLS 1.3.',
    },
  ),
  'tls-weak-exchange': facts(
    'permanent',
    {
      en: 'The server uses a Diffie-Hellman group that is too weak',
      it: 'Il server usa un gruppo Diffie-Hellman troppo debole',
    },
    {
      en: 'Enable ECDHE, or use a group of at least 2,048 bits.',
      it: 'Abilitare ECDHE, oppure usare un gruppo da almeno 2.048 bit.',
    },
  ),
  'tls-version': facts(
    'permanent',
    { en: 'The server only offers TLS below 1.2', it: 'Il server offre solo versioni di TLS precedenti alla 1.2' },
    { en: 'Enable TLS 1.2 and TLS 1.3.', it: 'Abilitare TLS 1.2 e TLS 1.3.' },
  ),
  'tls-protocol': facts(
    'permanent',
    { en: 'The TLS negotiation fails', it: 'La negoziazione TLS non riesce' },
    {
      en: 'Check that the port speaks TLS and offers current cipher suites.',
      it: 'Verificare che sulla porta sia attivo TLS e che offra suite crittografiche attuali.',
    },
  ),
  'timeout-tls': facts(
    'transient',
    {
      en: 'The server accepts the connection and does not finish the TLS handshake',
      it: 'Il server accetta la connessione ma non completa la negoziazione TLS',
    },
    {
      en: 'Check the load of the server, and that the port speaks TLS.',
      it: 'Verificare il carico del server e che sulla porta sia attivo TLS.',
    },
  ),
  'timeout-headers': facts(
    'transient',
    { en: 'The server accepts the request and does not answer', it: 'Il server accetta la richiesta ma non risponde' },
    {
      en: 'Check the load of the service and of what it depends on.',
      it: 'Verificare il carico del servizio e dei sistemi da cui dipende.',
    },
  ),
  'timeout-body': facts(
    'transient',
    { en: 'The server stops in the middle of the answer', it: 'Il server si interrompe a metà della risposta' },
    {
      en: 'Check the service, and the time limits of the proxies before it.',
      it: 'Verificare il servizio e i limiti di tempo dei proxy che lo precedono.',
    },
  ),
  'timeout-total': facts(
    'transient',
    { en: 'The answer does not end in the time allowed', it: 'La risposta non termina nel tempo concesso' },
    {
      en: 'Serve the document from a static file or a cache.',
      it: 'Servire il documento da un file statico o da una cache.',
    },
  ),
  'headers-too-large': facts(
    'permanent',
    { en: 'The headers of the answer exceed 16 KiB', it: 'Le intestazioni della risposta superano i 16 KiB' },
    { en: 'Remove headers that are not needed.', it: 'Eliminare le intestazioni non necessarie.' },
  ),
  protocol: facts(
    'permanent',
    { en: 'The answer breaks the HTTP protocol', it: 'La risposta viola il protocollo HTTP' },
    {
      en: 'Check the server and the proxies before it with an HTTP client such as curl.',
      it: 'Verificare il server e i proxy che lo precedono con un client HTTP come curl.',
    },
  ),
  encoding: facts(
    'permanent',
    {
      en: 'The answer is compressed in a way that was not asked for, or badly',
      it: 'La risposta è compressa in un formato non richiesto, oppure in modo errato',
    },
    {
      en: 'Apply one coding only, among those of Accept-Encoding: gzip, br or deflate.',
      it: 'Applicare una sola codifica tra quelle indicate in Accept-Encoding: gzip, br o deflate.',
    },
  ),
  'too-large': facts(
    'permanent',
    { en: 'The document exceeds the size allowed', it: 'Il documento supera la dimensione ammessa' },
    { en: 'Publish a smaller document, or divide it.', it: 'Pubblicare un documento più piccolo, o suddividerlo.' },
  ),
  truncated: facts(
    'transient',
    { en: 'The answer ends before its end', it: 'La risposta si interrompe prima della fine' },
    {
      en: 'Check the declared Content-Length and the time limits of the proxies.',
      it: 'Verificare il valore di Content-Length dichiarato e i limiti di tempo dei proxy.',
    },
  ),
  empty: facts(
    'permanent',
    { en: 'The answer is empty', it: 'La risposta è vuota' },
    { en: 'Publish the document at this address.', it: 'Pubblicare il documento a questo indirizzo.' },
  ),
  blocked: facts(
    'permanent',
    { en: 'A firewall blocks our requests', it: 'Un firewall blocca le nostre richieste' },
    {
      en: 'Allow GET requests of this service, which names itself in the User-Agent, to public documents.',
      it: 'Consentire le richieste GET di questo servizio, riconoscibile dallo User-Agent, verso i documenti pubblici.',
    },
  ),
  'robots-disallowed': facts(
    'permanent',
    { en: 'robots.txt forbids this address', it: 'robots.txt vieta questo indirizzo' },
    {
      en: 'Add an Allow rule for the address, or register it by hand.',
      it: "Aggiungere una regola Allow per l'indirizzo, oppure registrarlo manualmente.",
    },
  ),
  'robots-unavailable': facts(
    'transient',
    { en: 'robots.txt cannot be read', it: 'robots.txt non è leggibile' },
    {
      en: 'Answer 200 or 404 for /robots.txt: an error forbids everything.',
      it: 'Rispondere 200 o 404 per /robots.txt: un errore equivale a un divieto totale.',
    },
  ),
  stopped: facts(
    'ours',
    { en: 'We stopped before the answer came', it: 'Il nostro servizio si è fermato prima di ricevere la risposta' },
    { en: 'Nothing to do for the publisher.', it: "Nessuna azione richiesta all'ente." },
  ),
} satisfies { readonly [code: string]: FetchCodeFacts };

/** `http-404` and so on: a status that is not an answer to what was asked. */
type StatusCode = `http-${number}`;

export type FetchCode = keyof typeof fetchCodes | StatusCode;

const isStatusCode = (code: FetchCode): code is StatusCode => code.startsWith('http-');

/** Timeouts, conflicts of the moment, too many requests and every fault of the server may pass. */
const isTransient = (status: number): boolean => status >= 500 || [408, 409, 423, 425, 429].includes(status);

/** Class, words and repair of any code. */
export function describeFetchCode(code: FetchCode): FetchCodeFacts {
  if (!isStatusCode(code)) return fetchCodes[code];
  const status = Number(code.slice('http-'.length));
  return { class: isTransient(status) ? 'transient' : 'permanent', ...describeStatus(status) };
}
