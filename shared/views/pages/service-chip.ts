/** Whether a service answers, among other labels: where that is not known, what is not known is said too. */
import type { ServiceVerdict } from '../../domain/catalogue/listed.ts';
import type { Html } from '../html.ts';
import { chip, serviceChip } from './chip.ts';
import { type Language, textsIn } from './language.ts';
import { serviceWords } from './state-words.ts';

const texts = { service: { en: 'service', it: 'servizio' } };

export function namedServiceChip(verdict: ServiceVerdict, language: Language): Html {
  if (verdict !== 'unknown' && verdict !== 'none') return serviceChip(verdict, language);
  const named = serviceWords[verdict];
  return chip(`${textsIn(texts, language).service}: ${named[language]}`, named.tone);
}
