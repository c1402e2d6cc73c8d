/**
 * What the guideline asks of answers, held against what the probes have seen of them. These are no rules of the ruleset:
 * they are of the moment something was seen, the score is of a document, so they count for neither score nor gate.
 */
import type { Text } from '../text.ts';
import type { Endpoint } from '../uptime/endpoint.ts';
import type { WireCheck } from '../uptime/wire.ts';
import type { ReferenceId } from './references.ts';
import type { Level } from './rule.ts';

export const wireOutcomes = ['ok', 'not-ok', 'not-seen'] as const;
type WireOutcome = (typeof wireOutcomes)[number];

type WireRule = {
  readonly id: `wire-${WireCheck}`;
  readonly check: WireCheck;
  readonly reference: ReferenceId;
  /** How strongly the reference puts it. */
  readonly level: Level;
  /** The requirement in one sentence without a full stop. */
  readonly title: Text;
  /** What it is good for. */
  readonly why: Text;
  /** What to do. */
  readonly fix: Text;
  /** What was found, one sentence without a full stop. */
  readonly messages: { readonly [outcome in WireOutcome]: Text };
};

/** `notSeen`: what an answer would have to be to show it. */
const messagesOf = (ok: Text, notOk: Text, notSeen: Text): WireRule['messages'] => ({
  ok,
  'not-ok': notOk,
  'not-seen': notSeen,
});

export const wireRules: readonly WireRule[] = [
  {
    id: 'wire-problem-json',
    check: 'problem-json',
    reference: 'RAC_REST_NAME_008',
    level: 'MUST',
    title: {
      en: 'Errors are answered with problem details (`application/problem+json`)',
      it: 'Gli errori sono restituiti come problem (`application/problem+json`)',
    },
    why: {
      en: 'One format for all errors lets callers tell what went wrong without reading a page written for people.',
      it: 'Un formato unico per gli errori lascia capire a chi chiama che cosa non va senza leggere una pagina scritta per le persone.',
    },
    fix: {
      en: 'Answer every 4xx and 5xx, those of the gateway included, with `Content-Type: application/problem+json` (RFC 9457).',
      it: 'Rispondere a ogni 4xx e 5xx, compresi quelli del gateway, con `Content-Type: application/problem+json` (RFC 9457).',
    },
    messages: messagesOf(
      { en: 'An error was answered with problem details', it: 'Un errore è stato restituito come problem' },
      { en: 'An error was answered in another format', it: 'Un errore è stato restituito in un altro formato' },
      { en: 'No error has been seen yet', it: 'Non si è ancora visto alcun errore' },
    ),
  },
  {
    id: 'wire-rate-limit',
    check: 'rate-limit',
    reference: 'RAC_ROBUSTEZZA_001',
    level: 'MUST',
    title: {
      en: 'Answers carry the rate-limit headers',
      it: 'Le risposte portano gli header dei limiti di utilizzo',
    },
    why: {
      en: 'Callers that see how much is left slow down by themselves, before they are refused.',
      it: 'Chi vede quanto gli resta rallenta da sé, prima di essere respinto.',
    },
    fix: {
      en: 'Send `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset` (or the same without `X-`, or `RateLimit`) with every 2xx and 4xx.',
      it: 'Inviare `X-RateLimit-Limit`, `X-RateLimit-Remaining` e `X-RateLimit-Reset` (o gli stessi senza `X-`, oppure `RateLimit`) con ogni 2xx e 4xx.',
    },
    messages: messagesOf(
      { en: 'The answer carried them', it: 'La risposta li portava' },
      { en: 'The answer carried none, or not all of them', it: 'La risposta non ne portava, o non tutti' },
      {
        en: 'No answer that should carry them has been seen yet',
        it: 'Non si è ancora vista una risposta che debba portarli',
      },
    ),
  },
  {
    id: 'wire-status-cache-control',
    check: 'status-cache-control',
    reference: 'RAC_REST_NAME_010',
    level: 'MUST',
    title: {
      en: 'The status of the service is not kept in caches',
      it: 'Lo stato del servizio non è conservato nelle cache',
    },
    why: {
      en: 'A status that comes out of a cache says how the service was, not how it is.',
      it: 'Uno stato che esce da una cache dice come stava il servizio, non come sta.',
    },
    fix: {
      en: 'Send `Cache-Control: no-store` with the status, or a `max-age` of 60 seconds at most.',
      it: 'Inviare `Cache-Control: no-store` con lo stato, oppure un `max-age` di 60 secondi al più.',
    },
    messages: messagesOf(
      {
        en: 'The status may not be kept, or for a short time only',
        it: 'Lo stato non si può conservare, o solo per poco',
      },
      { en: 'The status may be kept in caches', it: 'Lo stato si può conservare nelle cache' },
      {
        en: 'No good answer of an address of the status has been seen yet',
        it: 'Non si è ancora vista una risposta positiva da un indirizzo dello stato',
      },
    ),
  },
  {
    id: 'wire-https-redirect',
    check: 'https-redirect',
    reference: 'ID_AUTH_CHANNEL_01',
    level: 'MUST',
    title: {
      en: 'Nothing is served in clear: plain http is closed or leads to https',
      it: 'Nulla è servito in chiaro: http è chiuso o porta a https',
    },
    why: {
      en: 'Without TLS whoever sits in between reads and alters what citizens and administrations exchange, credentials included.',
      it: 'Senza TLS chi sta nel mezzo legge e altera ciò che cittadini e amministrazioni si scambiano, credenziali comprese.',
    },
    fix: {
      en: 'Close port 80, or answer there with a redirect to the https address.',
      it: 'Chiudere la porta 80, oppure rispondervi con un rinvio all’indirizzo https.',
    },
    messages: messagesOf(
      { en: 'Plain http is closed or leads to https', it: 'http è chiuso o porta a https' },
      { en: 'The host serves content in clear', it: 'L’host serve contenuti in chiaro' },
      { en: 'It could not be told yet', it: 'Non si è ancora potuto stabilire' },
    ),
  },
  {
    id: 'wire-hsts',
    check: 'hsts',
    reference: 'RFC6797',
    level: 'SHOULD',
    title: {
      en: 'Answers over https say that only https is to be used (`Strict-Transport-Security`)',
      it: 'Le risposte in https dicono di usare solo https (`Strict-Transport-Security`)',
    },
    why: {
      en: 'A client that has been told never asks in clear again, not even when somebody sends it there.',
      it: 'Un client avvisato non chiede più in chiaro, nemmeno quando qualcuno ve lo manda.',
    },
    fix: {
      en: 'Send `Strict-Transport-Security: max-age=31536000` with every answer over https.',
      it: 'Inviare `Strict-Transport-Security: max-age=31536000` con ogni risposta in https.',
    },
    messages: messagesOf(
      { en: 'The answer said so', it: 'La risposta lo diceva' },
      { en: 'The answer did not say so', it: 'La risposta non lo diceva' },
      { en: 'No answer over https has been seen yet', it: 'Non si è ancora vista una risposta in https' },
    ),
  },
  {
    id: 'wire-deprecation',
    check: 'deprecation',
    reference: 'RFC9745',
    level: 'SHOULD',
    title: {
      en: 'A `Deprecation` header, where there is one, is a date that programs can read',
      it: 'L’header `Deprecation`, se presente, è una data leggibile dai programmi',
    },
    why: {
      en: 'Clients warn their owners of it by themselves, when they can read it.',
      it: 'I client avvisano da sé chi li gestisce, se possono leggerla.',
    },
    fix: {
      en: 'Write it as `@` and seconds since 1970, for example `Deprecation: @1767225600`.',
      it: 'Scriverla come `@` e secondi dal 1970, per esempio `Deprecation: @1767225600`.',
    },
    messages: messagesOf(
      { en: 'There is none, or it is well written', it: 'Non c’è, o è scritto bene' },
      { en: 'It is not written as RFC 9745 has it', it: 'Non è scritto come vuole la RFC 9745' },
      { en: 'No good answer has been seen yet', it: 'Non si è ancora vista una risposta positiva' },
    ),
  },
  {
    id: 'wire-sunset',
    check: 'sunset',
    reference: 'RFC8594',
    level: 'SHOULD',
    title: {
      en: 'A `Sunset` header, where there is one, is a date that programs can read',
      it: 'L’header `Sunset`, se presente, è una data leggibile dai programmi',
    },
    why: {
      en: 'Clients plan their way out by it, when they can read it.',
      it: 'I client vi regolano la propria uscita, se possono leggerla.',
    },
    fix: {
      en: 'Write it as a date of HTTP, for example `Sunset: Thu, 31 Dec 2026 23:59:59 GMT`.',
      it: 'Scriverla come data HTTP, per esempio `Sunset: Thu, 31 Dec 2026 23:59:59 GMT`.',
    },
    messages: messagesOf(
      { en: 'There is none, or it is well written', it: 'Non c’è, o è scritto bene' },
      { en: 'It is not written as RFC 8594 has it', it: 'Non è scritto come vuole la RFC 8594' },
      { en: 'No good answer has been seen yet', it: 'Non si è ancora vista una risposta positiva' },
    ),
  },
];

export type WatchedEndpoint = Pick<Endpoint, 'id' | 'url' | 'wire'>;

type JudgedEndpoint = {
  readonly id: string;
  readonly url: string;
  readonly outcome: WireOutcome;
  /** What was found. */
  readonly value?: string;
  /** When it was first seen to be so; absent when it was not seen yet. */
  readonly seenAt?: string;
};

export type JudgedWire = { readonly rule: WireRule; readonly endpoints: readonly JudgedEndpoint[] };

function judgeEndpoint({ id, url, wire }: WatchedEndpoint, check: WireCheck): JudgedEndpoint {
  const fact = wire?.[check];
  if (fact === undefined) return { id, url, outcome: 'not-seen' };
  const { ok, value, seenAt } = fact;
  return { id, url, outcome: ok ? 'ok' : 'not-ok', seenAt, ...(value === undefined ? {} : { value }) };
}

/** Every rule, with what is known of it at each endpoint of an API. */
export const judgeWire = (endpoints: readonly WatchedEndpoint[]): readonly JudgedWire[] =>
  wireRules.map((rule) => ({ rule, endpoints: endpoints.map((endpoint) => judgeEndpoint(endpoint, rule.check)) }));
