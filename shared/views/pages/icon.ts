/** Icons of the design system's sprite. Only those named here are sent; they repeat what words beside them say. */
import { type Html, html } from '../html.ts';
import type { PageContext } from './page.ts';

export const iconNames = [
  'it-arrow-right',
  'it-check-circle',
  'it-chevron-left',
  'it-chevron-right',
  'it-clock',
  'it-close',
  'it-close-circle',
  'it-code-circle',
  'it-copy',
  'it-download',
  'it-error',
  'it-external-link',
  'it-file',
  'it-funnel',
  'it-help-circle',
  'it-info-circle',
  'it-list',
  'it-lock',
  'it-minus-circle',
  'it-pa',
  'it-rss',
  'it-search',
  'it-tool',
  'it-warning-circle',
] as const;
export type IconName = (typeof iconNames)[number];

/** `classes`: further ones of the design system, `icon-primary`. */
export const icon = ({ assets }: Pick<PageContext, 'assets'>, name: IconName, classes = ''): Html =>
  html`<svg class="icon ${classes}" aria-hidden="true" focusable="false"><use href="${assets['sprites.svg']}#${name}"></use></svg>`;
