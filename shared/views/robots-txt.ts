/**
 * What search engines may read of this service (RFC 9309): every page, from one to the next, but not every choice of
 * filters, which are without end, nor what is for programs and told on pages already.
 */
export const robotsTxt = `User-agent: *
Disallow: /v1/
Disallow: /*?
# A list goes on by cursor alone, and feeds lead to comparisons; the longer rule holds (RFC 9309, section 2.2.2).
Allow: /*?cursor=
Allow: /it/apis/*/compare?from=
Allow: /en/apis/*/compare?from=
`;
