/**
 * One request and its answer, as a handler of undici's `dispatch`: counts, decodes and bounds what arrives, and ends as
 * data, once. Cheaper than undici's `request`, which makes a stream of each body.
 */
import type { Transform } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { FetchWarning, HttpRequest } from '../../domain/fetching/fetch-outcome.ts';
import { bodyStartBytes, isWanted } from '../../domain/fetching/judge-answer.ts';
import { collectHeaders, type ParsedHeaders } from './collect-headers.ts';
import { type Coding, createDecoder, readCoding, salvageGzip } from './decode-body.ts';
import { explainError, type Fault, type Phase } from './fetch-fault.ts';
import type { Connection } from './guarded-connect.ts';

/** Where an exchange finds the connection it is written to. */
export type Line = { connection?: Connection };

type Common = {
  readonly connection?: Connection;
  /** Nothing was sent over the connection before. */
  readonly fresh: boolean;
};

/** A final answer; its body is whole, cut, or the start of a refusal. */
export type Replied = Common & {
  readonly fault?: undefined;
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Uint8Array;
  readonly bodyCut: boolean;
  readonly warnings: readonly FetchWarning[];
  /** When the status came, on the clock of `performance.now()`. */
  readonly firstByteAt: number;
};

export type Reply = Replied | (Common & { readonly fault: Fault });

type ExchangeOptions = Pick<HttpRequest, 'method' | 'anyStatus' | 'cutBody'> & { readonly maxBodyBytes: number };

const mostInterim = 10;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

export const isRedirect = (status: number): boolean => redirectStatuses.has(status);

/** Why undici is told to abort: the exchange has ended already, nobody reads this. */
const ended = new Error('the exchange has ended');

/** What a head must not be; undefined when it is fine. */
function judgeHead(status: number, headers: ParsedHeaders): string | undefined {
  if (status > 599) return `status ${status}`;
  if (Array.isArray(headers.location) && isRedirect(status)) return 'several Location fields';
  const both = headers['content-length'] !== undefined && headers['transfer-encoding'] !== undefined;
  return both ? 'Content-Length and Transfer-Encoding together' : undefined;
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

export class Exchange implements Dispatcher.DispatchHandler {
  /** Set by whoever dispatches, before the request is written. */
  line: Line | undefined;
  readonly #options: ExchangeOptions;
  readonly #settle: (reply: Reply) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #connection: Connection | undefined;
  #fresh = true;
  #phase: Exclude<Phase, 'greeted'> = 'connecting';
  #settled = false;
  #interim = 0;
  #status = 0;
  #headers: { readonly [name: string]: string } = {};
  #firstByteAt = 0;
  /** Whether the body is the answer, or only the start of a refusal or of a redirect. */
  #wanted = false;
  #coding: Coding | undefined;
  #decoder: Transform | undefined;
  #chunks: Uint8Array[] = [];
  #length = 0;
  #cut = false;
  /** Coded bytes of a gzip body, for salvaging it when garbage follows. */
  #wire: Buffer[] = [];
  #warnings: FetchWarning[] = [];

  constructor(options: ExchangeOptions, settle: (reply: Reply) => void) {
    this.#options = options;
    this.#settle = settle;
  }

  /** Ends the exchange because the time allowed is over; the phase says what the peer failed to do. */
  expire(timeoutMs: number): void {
    const codes = { connecting: 'connect-timeout', waiting: 'timeout-headers', reading: 'timeout-total' } as const;
    this.#fail({ code: codes[this.#phase], detail: `still ${this.#phase} after ${timeoutMs} ms` });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) {
      controller.abort(ended);
      return;
    }
    this.#controller = controller;
    this.#phase = 'waiting';
    this.#connection = this.line?.connection;
    if (this.#connection !== undefined) {
      this.#fresh = this.#connection.requests === 0;
      this.#connection.requests += 1;
    }
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, parsed: ParsedHeaders): void {
    if (status < 200) {
      this.#interim += 1;
      if (status < 100) this.#fail({ code: 'protocol', detail: `status ${status}` });
      else if (this.#interim > mostInterim) this.#fail({ code: 'protocol', detail: 'too many interim answers' });
      return;
    }
    const breach = judgeHead(status, parsed);
    if (breach === undefined) this.#readHead(status, parsed);
    else this.#fail({ code: 'protocol', detail: breach });
  }

  #readHead(status: number, parsed: ParsedHeaders): void {
    const { headers, cut } = collectHeaders(parsed);
    if (cut) this.#warnings.push('headers-cut');
    this.#phase = 'reading';
    this.#status = status;
    this.#headers = headers;
    this.#firstByteAt = performance.now();
    this.#wanted = isWanted(status, this.#options.anyStatus) && !isRedirect(status);
    this.#coding = readCoding(headers['content-encoding']);
    if (this.#options.method !== 'HEAD' && status !== 204 && status !== 304) this.#judgeBody();
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled || this.#coding === undefined) return;
    if (this.#coding === 'identity') {
      this.#keep(chunk);
      return;
    }
    this.#decoder ??= this.#startDecoder(this.#coding, chunk[0]);
    if (this.#coding === 'gzip') this.#wire.push(chunk);
    if (!this.#decoder.write(chunk)) this.#controller?.pause();
  }

  onResponseEnd(): void {
    if (this.#decoder !== undefined) this.#decoder.end();
    // undici frees the connection in an immediate of its own, set once this returns: told after it, whoever asks next
    // finds the connection free instead of opening another.
    else queueMicrotask(() => setImmediate(() => this.#complete()));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#fail(explainError(this.#connection?.alerts.first ?? error, this.#phase));
  }

  /** Refuses at once what the head already says cannot be accepted. */
  #judgeBody(): void {
    if (this.#coding === undefined) {
      this.#fail({ code: 'encoding', detail: 'several content codings, or one not asked for' });
    } else if (this.#coding === 'identity' && this.#wanted && this.#options.cutBody !== true) {
      const declared = Number(this.#headers['content-length'] ?? 0);
      if (declared > this.#options.maxBodyBytes) this.#failTooLarge();
    }
  }

  #startDecoder(coding: Exclude<Coding, 'identity'>, firstByte: number | undefined): Transform {
    return createDecoder(coding, firstByte)
      .on('data', (chunk: Buffer) => this.#keep(chunk))
      .on('drain', () => this.#controller?.resume())
      .on('end', () => this.#complete())
      .on('error', (error: NodeJS.ErrnoException) => this.#salvage(error));
  }

  #keep(chunk: Uint8Array): void {
    if (this.#settled) return;
    const most = this.#wanted ? this.#options.maxBodyBytes : Math.min(bodyStartBytes, this.#options.maxBodyBytes);
    const room = most - this.#length;
    if (chunk.length > room && this.#wanted && this.#options.cutBody !== true) {
      this.#failTooLarge();
      return;
    }
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.#chunks.push(kept);
    this.#length += kept.length;
    if (kept === chunk) return;
    this.#cut = true;
    this.#complete();
  }

  #salvage(error: NodeJS.ErrnoException): void {
    const whole =
      this.#coding === 'gzip' && !this.#settled
        ? salvageGzip(Buffer.concat(this.#wire), this.#options.maxBodyBytes)
        : undefined;
    if (whole === undefined) {
      const code = error.code === 'Z_BUF_ERROR' ? 'truncated' : 'encoding';
      this.#fail({ code, detail: `${this.#coding}: ${error.code}` });
    } else {
      this.#warnings.push('trailing-garbage');
      this.#chunks = [];
      this.#length = 0;
      this.#keep(whole);
      this.#complete();
    }
  }

  #failTooLarge(): void {
    this.#fail({ code: 'too-large', detail: `over ${this.#options.maxBodyBytes} bytes` });
  }

  #complete(): void {
    this.#end({
      ...this.#common(),
      status: this.#status,
      headers: this.#headers,
      body: join(this.#chunks, this.#length),
      bodyCut: this.#cut,
      warnings: this.#warnings,
      firstByteAt: this.#firstByteAt,
    });
  }

  /** A refusal or a redirect has said enough in its head: what fails afterwards changes nothing. */
  #fail(fault: Fault): void {
    if (this.#phase === 'reading' && !this.#wanted) this.#complete();
    else this.#end({ ...this.#common(), fault });
  }

  #common(): Common {
    return { fresh: this.#fresh, ...(this.#connection === undefined ? {} : { connection: this.#connection }) };
  }

  #end(reply: Reply): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#settle(reply);
    this.#decoder?.destroy();
    // Without effect when the answer has been read to its end: the connection then stays open for the next.
    this.#controller?.abort(ended);
  }
}
