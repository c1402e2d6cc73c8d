/** What is wrong with an operator's file of severities and waivers, a line for each problem, as compilers write it. */
import { clipText } from '../../shared/domain/catalogue/clip-text.ts';
import type { OverridesProblem } from '../../shared/domain/compliance/read-overrides.ts';
import { Misuse } from './misuse.ts';

export const refuseOverrides = (file: string, problems: readonly OverridesProblem[]): Misuse =>
  new Misuse(
    problems
      .map(({ message, line, column = 1 }) => {
        const place = line === undefined ? '' : `:${line}:${column}`;
        return `${file}${place}: ${clipText(message, 500)}`;
      })
      .join('\n'),
  );
