/** The files of open data, and the media type of each. */
export const exportFormats = ['csv', 'ndjson', 'jsonld'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportTypes: { readonly [format in ExportFormat]: string } = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
  jsonld: 'application/ld+json',
};
