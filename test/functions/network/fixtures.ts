/** The guarded client as these tests use it: loopback allowed, and patient unless a test is of patience: the machine may be busy. */
import {
  createGuardedHttp,
  type GuardedHttp,
  type GuardedHttpOptions,
} from '../../../shared/adapters/network/guarded-http.ts';
import type { Resolver } from '../../../shared/adapters/network/resolver.ts';
import type { FetchOutcome } from '../../../shared/domain/fetching/fetch-outcome.ts';

export const createTestHttp = (options: Partial<GuardedHttpOptions> = {}): GuardedHttp =>
  createGuardedHttp({
    userAgent: 'Vedetta/test (+https://example.org/; api@example.org)',
    allowAddresses: ['127.0.0.0/8'],
    nat64: false,
    ...options,
    limits: {
      headersTimeoutMs: 30_000,
      bodyTimeoutMs: 30_000,
      connectTimeoutMs: 30_000,
      timeoutMs: 30_000,
      ...options.limits,
    },
  });

/** Every name has these addresses; `asked` counts. */
export function fixedResolver(...addresses: readonly string[]): Resolver & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    resolve: async (host) => {
      asked.push(host);
      return { ok: true, addresses };
    },
    close: () => undefined,
  };
}

/** The code of a failure, or the outcome. */
export const codeOf = (outcome: FetchOutcome): string =>
  outcome.outcome === 'failed' ? outcome.code : outcome.outcome;

export const textOf = (outcome: FetchOutcome): string =>
  outcome.outcome === 'fetched' ? new TextDecoder().decode(outcome.body) : '';
