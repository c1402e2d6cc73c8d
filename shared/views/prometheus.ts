/** Metrics as Prometheus reads them (text exposition format 0.0.4): each with its help, its type and its samples. */

export type MetricSample = { readonly labels?: { readonly [name: string]: string | number }; readonly value: number };

export type MetricFamily = {
  /** `[a-z_]+`, ours. */
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  /** Each with labels of its own. */
  readonly samples: readonly MetricSample[];
};

export const prometheusType = 'text/plain; version=0.0.4; charset=utf-8';

/** Values of labels may be any text; a line break would end the sample. */
const escapeLabel = (value: string): string =>
  value.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const labelsOf = (labels: MetricSample['labels'] = {}): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(String(value))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

const familyText = ({ name, type, help, samples }: MetricFamily): string =>
  [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(({ labels, value }) => `${name}${labelsOf(labels)} ${value}`),
    '',
  ].join('\n');

export const renderPrometheus = (families: readonly MetricFamily[]): string => families.map(familyText).join('');
