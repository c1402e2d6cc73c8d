/** YAML 1.2 text to a value, by js-yaml's parser and our own composition. */
import { parseEvents, YAMLException } from 'js-yaml';
import { type ComposedYaml, composeYaml } from './compose-yaml.ts';
import { limits } from './limits.ts';
import { createProblem } from './problem.ts';

function refuse({ reason, mark }: YAMLException): ComposedYaml {
  const position = mark === undefined ? undefined : { line: mark.line + 1, column: mark.column + 1 };
  const problem = reason.startsWith('nesting exceeded')
    ? createProblem('too-deep', `The nesting exceeds ${limits.depth} levels`, '', position)
    : createProblem('yaml-syntax', `The YAML is broken: ${reason}`, '', position);
  return { value: undefined, exact: new Map(), warnings: [], problem };
}

export function parseYaml(text: string): ComposedYaml {
  try {
    return composeYaml(parseEvents(text, { maxDepth: limits.depth }), text);
  } catch (fault) {
    if (fault instanceof YAMLException) return refuse(fault);
    throw fault;
  }
}
