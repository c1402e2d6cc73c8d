/** Rules on the children of any key `parameters`, wherever it stands. */
import type { Ledger } from './ledger.ts';
import { fails, looselyIs } from './loose.ts';
import { type Cursor, childrenOf, type View, valueAt } from './resolved-view.ts';

export const trainCase = /^[A-Z][A-Za-z0-9]*(-[A-Z][A-Za-z0-9]*)*$/;
export const forbiddenHeader = /^(?:accept|content-type|authorization)$/i;
/** An `X-` name, unless it is about rate limits, correlation or replies. */
export const isCustomHeader = (name: string): boolean =>
  !(/^[^xX]/.test(name) || /^.[^-]/s.test(name) || /RateLimit-|Correlation-ID|ReplyTo/i.test(name));

const cacheWords = /max-age|private|no-store|no-cache|no-transform/;
const credentials = /password|secret|apikey/i;
const oldNames = /^(?:nome|name|surname|cf|fiscal_?code|fiscal_?number|first_?name|last_?name)$/i;

export const isOldName = (name: unknown): boolean => typeof name === 'string' && oldNames.test(name);

/** A description that says how long, and for whom, an answer may be kept. */
export const saysCaching = (description: unknown): boolean => !!description && !fails(description, cacheWords);

export function checkParameters(view: View, parameters: Cursor, isOpenapi3: boolean, ledger: Ledger): void {
  for (const [, parameter] of childrenOf(view, parameters)) {
    const place = valueAt(view, parameter, 'in');
    const name = view.child(parameter, 'name');
    const text = typeof name?.value === 'string' ? name.value : '';
    if (looselyIs(place, 'header')) {
      if (name !== undefined) checkHeaderName(name, ledger);
      if (isOpenapi3 && /Cache-Control/i.test(text)) checkCacheParameter(view, parameter, ledger);
    }
    if (!isOpenapi3) continue;
    if (place && typeof place !== 'string') ledger.abort('the place (`in`) of a parameter is no text');
    if (name !== undefined && typeof place === 'string' && /query|path/.test(place) && credentials.test(text)) {
      ledger.reached('sec-credentials-parameters', name);
    }
  }
}

function checkCacheParameter(view: View, parameter: Cursor, ledger: Ledger): void {
  const description = view.child(parameter, 'description');
  if (!saysCaching(description?.value)) {
    ledger.reached('cache-control-parameter-undocumented', description ?? parameter);
  }
}

function checkHeaderName(name: Cursor, ledger: Ledger): void {
  const { value } = name;
  if (typeof value !== 'string') return;
  if (!trainCase.test(value)) ledger.reached('request-headers-train-case', name);
  if (forbiddenHeader.test(value)) ledger.reached('no-forbidden-headers', name);
  if (isCustomHeader(value)) ledger.reached('no-x-headers-request', name);
}
