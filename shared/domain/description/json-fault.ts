/** Where JSON is broken and how to say it (RFC 8259 §2-§7): for texts that JSON.parse has refused. */
import { skipWord } from './json-scan.ts';

export type JsonFault = { readonly offset: number; readonly message: string };

type State = { readonly text: string; at: number; readonly open: string[] };

const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

const fault = (state: State, message: string): JsonFault => ({
  offset: Math.min(state.at, state.text.length),
  message,
});

function skipBlanks(state: State): void {
  while (' \t\r\n'.includes(state.text[state.at] ?? '-')) state.at += 1;
}

/** What stands here, for a sentence. */
function shown(state: State): string {
  const character = String.fromCodePoint(state.text.codePointAt(state.at) ?? 32);
  return state.at >= state.text.length ? 'the end of the text' : `\`${character}\``;
}

/** Reads a string that begins here; a fault when it is broken. */
function readString(state: State): JsonFault | undefined {
  for (state.at += 1; ; state.at += 1) {
    const unit = state.text.charCodeAt(state.at);
    if (Number.isNaN(unit)) return fault(state, 'A text is not closed by a quotation mark');
    if (unit < 32) return fault(state, 'A text contains a line break or control character that is not escaped');
    if (unit === 34) {
      state.at += 1;
      return undefined;
    }
    if (unit !== 92) continue;
    const escaped = state.text.slice(state.at + 1, state.at + 6);
    if (/^u[0-9a-fA-F]{4}/.test(escaped)) state.at += 5;
    else if (/^["\\/bfnrt]/.test(escaped)) state.at += 1;
    else return fault(state, 'A backslash is not followed by a known escape');
  }
}

function readScalar(state: State): JsonFault | undefined {
  if (state.text[state.at] === '"') return readString(state);
  const start = state.at;
  const end = skipWord(state.text, start);
  if (end > start && end - start < 100_000 && word.test(state.text.slice(start, end))) {
    state.at = end;
    return undefined;
  }
  if (state.text.startsWith('//', start) || state.text.startsWith('/*', start))
    return fault(state, 'JSON has no comments');
  return fault(state, `A value is expected, not ${shown(state)}`);
}

/** Reads what may stand before a value: in an object, its name and colon. */
function readName(state: State): JsonFault | undefined {
  if (state.text[state.at] !== '"') return fault(state, `A name in double quotes is expected, not ${shown(state)}`);
  const broken = readString(state);
  if (broken !== undefined) return broken;
  skipBlanks(state);
  if (state.text[state.at] !== ':') return fault(state, `A colon is expected after the name, not ${shown(state)}`);
  state.at += 1;
  skipBlanks(state);
  return undefined;
}

/** Reads what may follow a value: ends of what is open, then a comma or the end of the text. */
function readAfter(state: State): JsonFault | 'next' | 'end' {
  for (;;) {
    skipBlanks(state);
    const end = state.open.at(-1);
    if (end === undefined)
      return state.at >= state.text.length
        ? 'end'
        : fault(state, `The text goes on after its end with ${shown(state)}`);
    if (state.text[state.at] === end) {
      state.open.pop();
      state.at += 1;
    } else if (state.text[state.at] === ',') {
      state.at += 1;
      skipBlanks(state);
      if (state.text[state.at] === end) return fault(state, 'A comma follows the last item');
      return 'next';
    } else return fault(state, `A comma or \`${end}\` is expected, not ${shown(state)}`);
  }
}

/** The first fault; undefined when the text is JSON after all. */
export function findJsonFault(text: string): JsonFault | undefined {
  const state: State = { text, at: 0, open: [] };
  skipBlanks(state);
  for (;;) {
    const name = state.open.at(-1) === '}' ? readName(state) : undefined;
    if (name !== undefined) return name;
    const opened = { '{': '}', '[': ']' }[state.text[state.at] ?? ''];
    if (opened !== undefined) {
      state.at += 1;
      state.open.push(opened);
      skipBlanks(state);
      if (state.text[state.at] !== opened) continue;
    } else {
      const broken = readScalar(state);
      if (broken !== undefined) return broken;
    }
    const after = readAfter(state);
    if (after !== 'next') return after === 'end' ? undefined : after;
  }
}
