/** Headers as a description should declare them, for the snippets of the rules: OpenAPI 3, and the flat form of Swagger 2.0. */

type Header = { readonly description: string; readonly schema: { readonly [name: string]: unknown } };
type Headers = { readonly [name: string]: Header };

const count = { type: 'integer', format: 'int32' };

export const rateLimitHeaders: Headers = {
  'X-RateLimit-Limit': { description: 'Richieste ammesse nella finestra temporale', schema: count },
  'X-RateLimit-Remaining': { description: 'Richieste ancora disponibili', schema: count },
  'X-RateLimit-Reset': { description: 'Secondi mancanti alla prossima finestra', schema: count },
};

export const retryAfterHeader: Headers = {
  'Retry-After': { description: 'Secondi da attendere prima di riprovare', schema: count },
};

export const cacheControlHeader: Headers = {
  'Cache-Control': { description: 'Sempre `no-store`: la risposta non va conservata', schema: { type: 'string' } },
};

export const headersOfOpenapi = (headers: Headers): { readonly headers: unknown } => ({ headers });

export const headersOfSwagger = (headers: Headers): { readonly headers: unknown } => ({
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, { description, schema }]) => [name, { description, ...schema }]),
  ),
});
