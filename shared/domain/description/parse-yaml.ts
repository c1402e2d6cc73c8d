/** YAML 1.2 text to a value, by js-yaml's parser and our own composition. */
import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { type ComposedYaml, composeYaml } from './compose-yaml.ts';
import { limits } from './limits.ts';
import { createProblem } from './problem.ts';

/** `events`: what the text was read as, for finding places in it. */
type ParsedYaml = ComposedYaml & { readonly events?: readonly Event[] };

function refuse({ reason, mark }: YAMLException): ComposedYaml {
  const position = mark === undefined ? undefined : { line: mark.line + 1, column: mark.column + 1 };
  const problem = reason.startsWith('nesting exceeded')
    ? createProblem('too-deep', `The nesting exceeds ${limits.depth} levels`, '', position)
    : createProblem('yaml-syntax', `The YAML is broken: ${reason}`, '', position);
  return { value: undefined, exact: new Map(), warnings: [], problem };
}

export function parseYaml(text: string): ParsedYaml {
  try {
    const events = parseEvents(text, { maxDepth: limits.depth });
    return { ...composeYaml(events, text), events };
  } catch (fault) {
    if (fault instanceof YAMLException) return refuse(fault);
    throw fault;
  }
}
