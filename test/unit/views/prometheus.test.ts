import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPrometheus } from '../../../shared/views/prometheus.ts';

/** As the text format says (version 0.0.4): within quotes, backslash, quote and line feed are escaped. */
function readLabel(line: string): string | undefined {
  const [, value] = /^m\{label="((?:[^"\\\n]|\\["\\n])*)"\} 1$/.exec(line) ?? [];
  return value?.replace(/\\(["\\n])/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

describe('metrics', () => {
  it('are each with help, type and samples', () => {
    const text = renderPrometheus([
      { name: 'vedetta_a', type: 'gauge', help: 'What.', samples: [{ value: 3 }] },
      { name: 'vedetta_b', type: 'counter', help: 'Why.', samples: [{ labels: { x: 'y', n: 2 }, value: 0.5 }] },
      { name: 'vedetta_c', type: 'gauge', help: 'None.', samples: [] },
    ]);
    expect(text).toBe(
      [
        '# HELP vedetta_a What.',
        '# TYPE vedetta_a gauge',
        'vedetta_a 3',
        '# HELP vedetta_b Why.',
        '# TYPE vedetta_b counter',
        'vedetta_b{x="y",n="2"} 0.5',
        '# HELP vedetta_c None.',
        '# TYPE vedetta_c gauge',
        '',
      ].join('\n'),
    );
  });

  it('keep any text in a label, on its line', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'n', '}') })),
        (label) => {
          const text = renderPrometheus([
            { name: 'm', type: 'gauge', help: 'h', samples: [{ labels: { label }, value: 1 }] },
          ]);
          const lines = text.split('\n');
          expect(lines).toHaveLength(4);
          expect(readLabel(lines[2]!)).toBe(label.toWellFormed());
        },
      ),
    );
  });
});
