/** undici's connections, kept or for one request, arranged so that each exchange knows the connection it uses. */
import { Agent, Client, type Dispatcher, Pool } from 'undici';
import { Exchange, type Line } from './exchange.ts';
import type { GuardedConnect, Manner } from './guarded-connect.ts';

type LineLimits = { readonly headersTimeoutMs: number; readonly bodyTimeoutMs: number };

const maxHeaderSize = 16 * 1024;
/** However long a server offers to keep a connection: its address was judged when it was opened. */
const keepAliveMaxTimeout = 60_000;

/** One connection at a time, opened by the guard. */
class LineClient extends Client {
  readonly #line: Line;

  constructor(origin: URL | string, options: Client.Options, connect: GuardedConnect, manner: Manner) {
    const line: Line = {};
    super(origin, {
      ...options,
      connect: (target, done) =>
        connect(target, manner, (error, socket, connection) => {
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

const clientOptions = ({ headersTimeoutMs, bodyTimeoutMs }: LineLimits): Client.Options => ({
  allowH2: false,
  maxHeaderSize,
  keepAliveMaxTimeout,
  headersTimeout: headersTimeoutMs,
  bodyTimeout: bodyTimeoutMs,
});

/** Connections kept and shared, a pool for each origin. */
export const createOriginLines = (connect: GuardedConnect, limits: LineLimits): Agent =>
  new Agent({
    ...clientOptions(limits),
    factory: (origin, options) =>
      new Pool(origin, {
        ...options,
        factory: (target, inherited) => new LineClient(target, inherited as Client.Options, connect, 'kept'),
      }),
  });

/** Connections for one exchange each: nothing is left of them afterwards, however many origins there are. */
export function createFreshLines(connect: GuardedConnect, limits: LineLimits) {
  const options = clientOptions(limits);
  const open = new Set<Dispatcher>();
  return {
    open(origin: string, manner: Exclude<Manner, 'kept'>): Dispatcher {
      const line = new LineClient(origin, options, connect, manner);
      open.add(line);
      return line;
    },
    /** Not at once: undici may be in the middle of telling the exchange its end. */
    end(line: Dispatcher): void {
      if (open.delete(line)) setImmediate(() => line.destroy());
    },
    destroy: async (): Promise<void> => {
      await Promise.all([...open].map((line) => line.destroy()));
    },
  };
}
