/** Facts with their names. What is not known is left out by whoever gives them, or said to be unknown. */
import { type Html, html } from '../html.ts';

export type Fact = readonly [name: string, value: Html | string];

export const definitionList = (facts: readonly Fact[]): Html =>
  html`<dl class="v-facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
