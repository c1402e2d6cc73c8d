/** Sentences with names and values between backticks: these as code. */
import { type Html, html } from '../html.ts';

/** Where there can be no markup. */
export const plainWords = (text: string): string => text.replaceAll('`', '');

/** A backtick without its pair is text. */
export function codeWords(text: string): Html {
  const pieces = text.split('`');
  const last = pieces.length % 2 === 0 ? pieces.length - 1 : pieces.length;
  return html`${pieces.map((piece, at) => {
    if (at >= last) return html`${'`'}${piece}`;
    return at % 2 === 0 ? html`${piece}` : html`<code>${piece}</code>`;
  })}`;
}
