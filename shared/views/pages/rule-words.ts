/** How grave rules are and which they belong to, as words on pages. */
import type { Profile } from '../../domain/compliance/report.ts';
import type { Level, Severity } from '../../domain/compliance/rule.ts';
import { checkWords } from '../check-words.ts';
import type { Html } from '../html.ts';
import { chip } from './chip.ts';
import type { Language, Words } from './language.ts';
import type { Tone } from './state-words.ts';

const bothOf = (severity: Severity): Words => ({
  en: checkWords.en.severity[severity],
  it: checkWords.it.severity[severity],
});

export const severityWords: { readonly [severity in Severity]: Words } = {
  error: bothOf('error'),
  warn: bothOf('warn'),
  info: bothOf('info'),
  hint: bothOf('hint'),
};

const tones: { readonly [severity in Severity]: Tone } = { error: 'bad', warn: 'warn', info: 'plain', hint: 'none' };

export const severityChip = (severity: Severity, language: Language): Html =>
  chip(severityWords[severity][language], tones[severity]);

export const profileWords: { readonly [profile in Profile]: Words } = {
  official: { en: 'the official ruleset, as it runs', it: 'insieme ufficiale, così come viene eseguito' },
  guideline: { en: 'the guidelines', it: 'linee guida' },
  security: { en: 'security', it: 'sicurezza' },
};

export const requirementWords: { readonly [level in Level]: Words } = {
  MUST: { en: 'required', it: 'obbligatoria' },
  SHOULD: { en: 'recommended', it: 'raccomandata' },
  MAY: { en: 'optional', it: 'facoltativa' },
};
