/** Rules that ask every object of the document, examples included, for its `type`: sizes, bounds, formats, flows. */
import type { Ledger } from './ledger.ts';
import { isPrimitive, looselyFalse, looselyIs, looselyTrue } from './loose.ts';
import { along, type Cursor, type View, valueAt } from './resolved-view.ts';

const numberFormats: readonly unknown[] = ['decimal32', 'decimal64', 'decimal128', 'float', 'double'];
const integerFormats: readonly unknown[] = ['int32', 'int64'];

type Check = (view: View, at: Cursor, ledger: Ledger) => void;

/** At the field when it is there, else at the node. */
function tellField(view: View, at: Cursor, field: string, rule: string, ledger: Ledger): void {
  const member = view.child(at, field);
  if (member === undefined) ledger.anywhere(rule, at);
  else ledger.within(rule, at, member);
}

const bounded =
  (rule: string, fields: readonly string[]): Check =>
  (view, at, ledger) => {
    for (const field of fields) if (valueAt(view, at, field) === undefined) ledger.anywhere(rule, at, field);
  };

const numberBounds = bounded('sec-number-boundaries', ['maximum', 'minimum']);

const sized =
  (kind: 'number' | 'integer', formats: readonly unknown[]): Check =>
  (view, at, ledger) => {
    const format = valueAt(view, at, 'format');
    if (!format) tellField(view, at, 'format', `${kind}-format`, ledger);
    if (format !== undefined && isPrimitive(format) && !formats.includes(format)) {
      tellField(view, at, 'format', `allowed-${kind}-format`, ledger);
    }
    numberBounds(view, at, ledger);
  };

const text: Check = (view, at, ledger) => {
  const format = valueAt(view, at, 'format');
  if (valueAt(view, at, 'enum') || format) return;
  if (valueAt(view, at, 'maxLength') === undefined) ledger.anywhere('sec-string-maxlength', at, 'maxLength');
  if (valueAt(view, at, 'pattern') === undefined && format === undefined) {
    ledger.anywhere('sec-string-pattern-or-format-or-enum', at);
  }
};

const object: Check = (view, at, ledger) => {
  const more = valueAt(view, at, 'additionalProperties');
  if (more === undefined) ledger.anywhere('sec-no-default-additionalProperties', at);
  else if (looselyTrue(more)) {
    tellField(view, at, 'additionalProperties', 'sec-no-additionalProperties', ledger);
  } else if (more && !looselyFalse(more) && valueAt(view, at, 'maxProperties') === undefined) {
    ledger.anywhere('sec-constrained-additionalProperties', at);
  }
};

const oauth2: Check = (view, at, ledger) => {
  for (const name of ['implicit', 'password']) {
    const flow = along(view, at, 'flows', name);
    if (flow?.value) ledger.within('sec-securitySchemes-oauth-allowed-flows', at, flow);
  }
};

const checks: readonly (readonly [string, Check])[] = [
  ['string', text],
  ['object', object],
  ['integer', sized('integer', integerFormats)],
  ['number', sized('number', numberFormats)],
  ['array', bounded('sec-array-boundaries', ['maxItems', 'minItems'])],
  ['oauth2', oauth2],
];

/** OpenAPI 3 only. */
export function checkTypedNode(view: View, at: Cursor, ledger: Ledger): void {
  const type = valueAt(view, at, 'type');
  if (type === undefined) return;
  for (const [name, check] of checks) if (looselyIs(type, name)) check(view, at, ledger);
}
