/**
 * Another place to look from: the same question, asked in a region of its own. What comes in is a `Question`, what goes out
 * a `Sight`; there is no table and no bucket here.
 */
import { readQuestion } from '../shared/domain/uptime/read-sight.ts';
import type { Sight } from '../shared/domain/uptime/sight.ts';
import { lookAt } from '../shared/usecases/look.ts';
import { lookWorld } from './app.ts';

/** Throws on an event that is no question, with what is wrong with it. */
export const handler = async (event: unknown): Promise<Sight> => {
  const question = readQuestion(event);
  return lookAt(await lookWorld(), question);
};
