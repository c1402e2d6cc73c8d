/** Times as people read them, with the exact one for programs. All are UTC, and say so. */
import { type Html, html } from '../html.ts';
import { formatDate, formatMoment, type Language } from './language.ts';

/** An instant, ISO 8601. */
export const moment = (at: string, language: Language): Html =>
  html`<time datetime="${at}">${formatMoment(at, language)}</time>`;

/** A day, `2026-11-26`, or the day of an instant. */
export const day = (at: string, language: Language): Html =>
  html`<time datetime="${at.slice(0, 10)}">${formatDate(at, language)}</time>`;
