/** APIs as open data tells them: one of which everything is known, one of which as little as there may be. */
import type { ExportedApi } from '../../../shared/domain/open-data/exported-api.ts';
import {
  morning,
  sampleApi,
  sampleCompliance,
  sampleEndpoint,
  sampleMetadata,
  samplePublisher,
} from '../../fixtures/sample-records.ts';

export const place = {
  publicUrl: 'https://vedetta.example',
  operator: { name: 'Ente di vigilanza', url: 'https://ente.example/vedetta' },
};

const richApi = sampleApi('https://api.comune.example/v1/openapi.yaml', {
  metadata: sampleMetadata({
    title: 'Anagrafe; "popolazione"',
    version: '1.2.0',
    summary: 'Chi abita dove',
    description: 'Prima riga\r\nseconda',
    contact: { name: 'URP', email: 'urp@comune.example', url: 'https://comune.example/urp' },
    license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    tags: ['residenti', 'famiglie'],
    servers: [
      { url: 'https://api.comune.example/v1', sandbox: false },
      { url: 'https://test.comune.example/v1', sandbox: true },
    ],
  }),
  lifecycle: {
    deprecated: { on: '2026-12-01', source: 'description', seenAt: morning },
    sunset: { on: '2027-06-30', of: 'api', source: 'header', seenAt: morning },
  },
});

export const rich: ExportedApi = {
  publisher: samplePublisher({
    region: 'Lazio',
    categories: ['comuni', 'capoluoghi'],
    homepage: 'https://comune.example/',
  }),
  api: richApi,
  endpoints: [
    sampleEndpoint(richApi, 'https://api.comune.example/v1/status'),
    sampleEndpoint(richApi, 'https://api.comune.example/health', { verdict: 'down' }),
  ],
  compliance: sampleCompliance(richApi),
  availability: 0.999_999_9,
};

const {
  metadata: _m,
  specification: _s,
  validRevision: _v,
  validAt: _a,
  ...unread
} = sampleApi('https://comune.example/rotto');

export const poor: ExportedApi = {
  publisher: samplePublisher(),
  api: { ...unread, state: 'unanalysable', verdict: 'unanalysable' },
  endpoints: [],
  availability: null,
};
