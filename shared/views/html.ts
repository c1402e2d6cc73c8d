/** An auto-escaping template tag: every value is text unless it is itself made by the tag. Attributes go in quotes. */
import { escapeXml } from './xml.ts';

class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Html = Markup;
type Value = Html | string | number | null | undefined | false | readonly Value[];

const render = (value: Value): string => {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  return Array.isArray(value) ? value.map(render).join('') : escapeXml(String(value));
};

export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Markup(strings.reduce((text, part, index) => text + render(values[index - 1]) + part));

/** Only links a reader may safely follow: http and https; anything else is shown as text. */
export const externalLink = (url: string, label: string): Html =>
  /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="nofollow noopener">${label}</a>` : html`${label}`;
