/**
 * A badge for the pages of others: what, how much, and of when, as a small SVG 1.1 picture. It says everything in words
 * (`title`, `desc` and the texts themselves); colour only repeats it, dark enough for white text (WCAG 2.2, 1.4.3). No font
 * and no script are loaded: the width of texts is estimated, and `textLength` makes any font keep to it.
 */
import { escapeXml } from './xml.ts';

export const badgeTones = { good: '#00664a', fair: '#8a5000', bad: '#b3233f', unknown: '#5a6872' } as const;
export type BadgeTone = keyof typeof badgeTones;
export const badgeGround = '#2f4152';

export const languages = ['it', 'en'] as const;
export type Language = (typeof languages)[number];

export type Badge = {
  readonly language: Language;
  readonly label: string;
  readonly value: string;
  readonly tone: BadgeTone;
  /** Of the figure, `2026-11-23`; absent where there is none. */
  readonly date?: string;
  /** One sentence for whoever does not see it. */
  readonly description: string;
};

/** Widths of a common sans-serif face of 11 px, in tenths of a pixel; the others are as wide as digits. */
const widths: readonly (readonly [characters: string, width: number])[] = [
  ["iljI.,:;|!'’", 36],
  ['ftr()[] -/·', 46],
  ['mwMW%', 105],
  ['ABCDEFGHKNOPQRSUVXYZ', 79],
];
const otherWidth = 70;

const widthOf = (text: string): number => {
  const tenths = [...text].map((character) => widths.find(([some]) => some.includes(character))?.[1] ?? otherWidth);
  return Math.ceil(tenths.reduce((sum, width) => sum + width, 0) / 10);
};

const padding = 7;

type Part = { readonly text: string; readonly fill: string; readonly x: number; readonly width: number };

function layOut(parts: readonly Omit<Part, 'x' | 'width'>[]): readonly Part[] {
  const placed: Part[] = [];
  for (const part of parts) {
    const before = placed.at(-1);
    placed.push({
      ...part,
      x: before === undefined ? 0 : before.x + before.width,
      width: widthOf(part.text) + 2 * padding,
    });
  }
  return placed;
}

const rectangle = ({ fill, x, width }: Part): string => `<rect x="${x}" width="${width}" height="20" fill="${fill}"/>`;

const caption = ({ text, x, width }: Part): string =>
  `<text x="${x + padding}" y="14" textLength="${width - 2 * padding}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`;

export function renderBadge({ language, label, value, tone, date, description }: Badge): string {
  const parts = layOut([
    { text: label, fill: badgeGround },
    { text: value, fill: badgeTones[tone] },
    ...(date === undefined ? [] : [{ text: date, fill: badgeGround }]),
  ]);
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const title = [`${label}: ${value}`, ...(date === undefined ? [] : [date])].join(', ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-labelledby="t d" xml:lang="${language}" lang="${language}">`,
    `<title id="t">${escapeXml(title)}</title>`,
    `<desc id="d">${escapeXml(description)}</desc>`,
    `<clipPath id="c"><rect width="${width}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#c)">${parts.map(rectangle).join('')}</g>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,Arial,sans-serif" font-size="11">${parts.map(caption).join('')}</g>`,
    '</svg>',
  ].join('\n');
}
