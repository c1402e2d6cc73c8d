/**
 * A change as a sentence, and what a consumer should do about it, in both languages: a subject by its names
 * (change-subjects.ts), what happened to it (change-effects.ts, change-words.ts), the operations it reaches.
 */
import { catalogue } from '../domain/changes/catalogue.ts';
import type { Change, Subject } from '../domain/changes/change.ts';
import { splitId } from '../domain/changes/id-subjects.ts';
import type { Text } from '../domain/text.ts';
import { type AdviceName, adviceOfDirection, adviceTexts } from './change-advice.ts';
import { closestEffect, findEffect } from './change-effects.ts';
import { gapsOf, isOfOperations, operationsTail, phraseSubject } from './change-subjects.ts';
import { fillTemplate, quoteValue } from './change-template.ts';
import { findWords, type Words } from './change-words.ts';

export type ChangeWords = { readonly message: Text; readonly advice?: Text };

function wordsOf({ id, old, new: now }: Change): Words {
  const own = findWords(id);
  if (own !== undefined) return own;
  const parts = splitId(id);
  const effect = parts && findEffect(closestEffect(parts.effect, old !== undefined, now !== undefined));
  // Each id of the catalogue has words of its own, which its test holds.
  return parts === undefined || effect === undefined
    ? [parts?.subject ?? 'api', 'has changed', 'è cambiat{o}']
    : [parts.subject, ...effect];
}

/**
 * Plain text without control and direction characters, of bounded length; names and values between backticks. Advice
 * comes with what breaks or may break; of other changes, with what will end.
 */
export function describeChange(change: Change): ChangeWords {
  const [kind, en, it, advice] = wordsOf(change);
  const [old, now] = [change.old, change.new].map(quoteValue);
  const gaps = { ...gapsOf(holderOf(change)), old, new: now, shown: now ?? old };
  const [subject, soggetto, gender] = phraseSubject(kind, change, gaps);
  const tail = isOfOperations(kind) ? { en: '', it: '' } : operationsTail(change);
  const message = {
    en: `${subject} ${fillTemplate(en, gaps)}${tail.en}.`,
    it: `${soggetto} ${fillTemplate(it, { ...gaps, o: gender === 'm' ? 'o' : 'a' })}${tail.it}.`,
  };
  const todo = adviceOn(change, advice);
  return todo === undefined ? { message } : { message, advice: todo };
}

/** Of a rule on properties of an object, the object: its place is that of the rule, and named so. */
function holderOf({ id, subject }: Change): Subject {
  const { property, ...others } = subject;
  const rule = id.includes('-pattern-property-') ? subject.name : id.includes('-additional-properties-') ? '{}' : '';
  if (property === undefined || rule === undefined || rule === '' || !property.endsWith(rule)) return subject;
  const rest = property.slice(0, -rule.length).replace(/\.$/, '');
  return rest === '' ? others : { ...others, property: rest };
}

const isGrave = ({ level }: Change): boolean => level === 'breaking' || level === 'warning';

function adviceOn(change: Change, advice: AdviceName | undefined): Text | undefined {
  if (!isGrave(change) && advice !== 'leave-it') return undefined;
  return advice === undefined ? adviceOfDirection[catalogue[change.id].direction] : adviceTexts[advice];
}
