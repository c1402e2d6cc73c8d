/**
 * What an API shows over the wire, of which its description can only speak: from the answers of the probes, each fact with
 * the time it was seen. Guideline: problem details (RFC 9457), rate limits, Cache-Control of the status, HTTPS, HSTS (RFC 6797).
 */

export const wireChecks = ['problem-json', 'rate-limit', 'status-cache-control', 'https-redirect', 'hsts'] as const;
export type WireCheck = (typeof wireChecks)[number];

/** Absent: not seen yet, so nothing is known. `value`: what was found, bounded and printable. */
export type WireFact = { readonly ok: boolean; readonly seenAt: string; readonly value?: string };

export type WireFacts = { readonly [check in WireCheck]?: WireFact };

/** What one answer shows; checks it says nothing of are absent. */
export type WireSight = { readonly [check in WireCheck]?: Omit<WireFact, 'seenAt'> };
