/** Text to copy: a script puts a button above it; without one it can be selected. */
import { type Html, html } from '../html.ts';

/** `label`: what it is, for those who do not see it. */
export const copyable = (text: string, label: string): Html =>
  html`<div class="v-copyable" data-copy="${label}"><pre class="v-snippet" tabindex="0" role="region" aria-label="${label}"><code>${text}</code></pre></div>`;
