/**
 * What comes from another region, field by field: the question that a vantage point is asked, and the sight it answers with.
 * A text for a person says what is wrong; nothing that is not named here comes through.
 */
import { type ProbeVerdict, probeVerdicts } from './sample.ts';
import type { Question, Sight } from './sight.ts';

type Fields = { readonly [name: string]: unknown };
type Check = readonly [holds: (value: unknown) => boolean, must: string];
type Shape = { readonly [name: string]: Check };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMs = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most;

const optional =
  (holds: Check[0]): Check[0] =>
  (value) =>
    value === undefined || holds(value);

const isText = (longest: number) => (value: unknown) => typeof value === 'string' && value.length <= longest;
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isUrl = (value: unknown) =>
  typeof value === 'string' && value.length <= 2048 && /^https?:\/\//.test(value) && URL.canParse(value);

const kinds: readonly unknown[] = [
  'x-healthCheck',
  'status-link',
  'status-path',
  'server',
] satisfies Question['kind'][];

const questionShape: { readonly [name in keyof Required<Question>]: Check } = {
  url: [isUrl, 'an http(s) URL of at most 2,048 characters'],
  kind: [(value) => kinds.includes(value), `one of ${kinds.join(', ')}`],
  declaresSecurity: [isBoolean, 'true or false'],
  everUp: [isBoolean, 'true or false'],
  timeoutMs: [isMs(1, 60_000), 'milliseconds, at most 60000'],
  slowMs: [optional(isMs(0, 600_000)), 'milliseconds, or absent'],
  showCertificate: [isBoolean, 'true or false'],
};

const areFacts = optional(isFields);

const sightShape: { readonly [name in keyof Required<Sight>]: Check } = {
  verdict: [(value) => probeVerdicts.includes(value as ProbeVerdict), `one of ${probeVerdicts.join(', ')}`],
  code: [isText(100), 'a text of at most 100 characters'],
  retryAfterSeconds: [optional(isMs(0, Number.MAX_SAFE_INTEGER)), 'seconds, or absent'],
  at: [(value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)), 'a time'],
  phases: [
    (value) => isFields(value) && 'total' in value && Object.values(value).every(isMs(0, Number.MAX_SAFE_INTEGER)),
    'milliseconds by phase, with the total',
  ],
  tls: [areFacts, 'an object, or absent'],
  wire: [areFacts, 'an object, or absent'],
};

/** Throws an Error that names every fault. */
function read<T>(what: string, value: unknown, shape: Shape): T {
  if (!isFields(value)) throw new Error(`${what} must be an object, not ${typeof value}`);
  const faults = [
    ...Object.keys(value)
      .filter((name) => !Object.hasOwn(shape, name))
      .map((name) => `${name.slice(0, 40)} is not known`),
    ...Object.entries(shape)
      .filter(([name, [holds]]) => !holds(value[name]))
      .map(([name, [, must]]) => `${name} must be ${must}`),
  ];
  if (faults.length > 0) throw new Error(`${what} is malformed: ${faults.slice(0, 10).join('; ')}`);
  return value as T;
}

export const readQuestion = (value: unknown): Question => read('The question', value, questionShape);

export const readSight = (value: unknown): Sight => read('The sight', value, sightShape);
