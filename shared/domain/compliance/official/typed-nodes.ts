/** Rules that ask every object of the document, examples included, for its `type`: sizes, bounds, formats, flows. */
import type { Members } from '../../description/specification.ts';
import type { Ledger } from './ledger.ts';
import { isPrimitive, looselyIs, looselyTrue } from './loose.ts';
import { along, type Cursor, type View } from './resolved-view.ts';

const numberFormats: readonly unknown[] = ['decimal32', 'decimal64', 'decimal128', 'float', 'double'];
const integerFormats: readonly unknown[] = ['int32', 'int64'];

type Check = (view: View, at: Cursor, node: Members, ledger: Ledger) => void;

/** At the field when it is there, else at the node. */
const fieldOr = (view: View, at: Cursor, field: string): Cursor => view.child(at, field) ?? at;

const bounded =
  (rule: string, fields: readonly string[]): Check =>
  (_, at, node, ledger) => {
    for (const field of fields) if (node[field] === undefined) ledger.anywhere(rule, at, field);
  };

const sized =
  (kind: 'number' | 'integer', formats: readonly unknown[]): Check =>
  (view, at, node, ledger) => {
    const { format } = node;
    if (!format) ledger.anywhere(`${kind}-format`, fieldOr(view, at, 'format'));
    if (format !== undefined && isPrimitive(format) && !formats.includes(format)) {
      ledger.anywhere(`allowed-${kind}-format`, fieldOr(view, at, 'format'));
    }
    bounded('sec-number-boundaries', ['maximum', 'minimum'])(view, at, node, ledger);
  };

const text: Check = (_, at, node, ledger) => {
  if (node.enum || node.format) return;
  if (node.maxLength === undefined) ledger.anywhere('sec-string-maxlength', at, 'maxLength');
  if (node.pattern === undefined && node.format === undefined) {
    ledger.anywhere('sec-string-pattern-or-format-or-enum', at);
  }
};

const object: Check = (view, at, node, ledger) => {
  const { additionalProperties: more } = node;
  if (more === undefined) ledger.anywhere('sec-no-default-additionalProperties', at);
  else if (looselyTrue(more)) {
    ledger.anywhere('sec-no-additionalProperties', fieldOr(view, at, 'additionalProperties'));
  } else if (more && node.maxProperties === undefined) ledger.anywhere('sec-constrained-additionalProperties', at);
};

const oauth2: Check = (view, at, _, ledger) => {
  for (const name of ['implicit', 'password']) {
    const flow = along(view, at, 'flows', name);
    if (flow?.value) ledger.anywhere('sec-securitySchemes-oauth-allowed-flows', flow);
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
  const node = at.value as Members;
  const { type } = node;
  if (type === undefined) return;
  for (const [name, check] of checks) if (looselyIs(type, name)) check(view, at, node, ledger);
}
