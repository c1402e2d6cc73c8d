/** undici's pool of connections per origin, arranged so that each exchange knows the connection it uses. */
import { Agent, Client, type Dispatcher, Pool } from 'undici';
import { Exchange, type Line } from './exchange.ts';
import type { GuardedConnect } from './guarded-connect.ts';

type LineLimits = { readonly headersTimeoutMs: number; readonly bodyTimeoutMs: number };

const maxHeaderSize = 16 * 1024;
/** However long a server offers to keep a connection: its address was judged when it was opened. */
const keepAliveMaxTimeout = 60_000;

/** One connection at a time, opened by the guard. */
class LineClient extends Client {
  readonly #line: Line;

  constructor(origin: URL, options: Client.Options, connect: GuardedConnect) {
    const line: Line = {};
    super(origin, {
      ...options,
      connect: (target, done) =>
        connect(target, (error, socket, connection) => {
          if (error !== null || socket === null) return done(error ?? new Error('no socket'), null);
          if (connection !== undefined) line.connection = connection;
          done(null, socket);
        }),
    });
    this.#line = line;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof Exchange) handler.line = this.#line;
    return super.dispatch(options, handler);
  }
}

export function createOriginLines(connect: GuardedConnect, { headersTimeoutMs, bodyTimeoutMs }: LineLimits): Agent {
  return new Agent({
    allowH2: false,
    maxHeaderSize,
    keepAliveMaxTimeout,
    headersTimeout: headersTimeoutMs,
    bodyTimeout: bodyTimeoutMs,
    factory: (origin, options) =>
      new Pool(origin, {
        ...options,
        factory: (target, clientOptions) => new LineClient(target, clientOptions as Client.Options, connect),
      }),
  });
}
