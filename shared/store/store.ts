/** The store: one repository per item family over the two ports. */
import type { Blobs, Table } from '../ports.ts';
import { createApis } from './apis.ts';
import { createCompliance } from './compliance.ts';
import { createDocuments } from './documents.ts';
import { createEndpoints } from './endpoints.ts';
import { createEvents } from './events.ts';
import { createFigures } from './figures.ts';
import { createLeases } from './leases.ts';
import { createMaintenance } from './maintenance.ts';
import { createOrigins } from './origins.ts';
import { createPublishers } from './publishers.ts';
import { createRollUps } from './rollups.ts';
import { createSources } from './sources.ts';

export type Shards = { readonly crawl: number; readonly probe: number };
export type Store = ReturnType<typeof createStore>;

export const createStore = (table: Table, blobs: Blobs, shards: Shards) => ({
  publishers: createPublishers(table),
  sources: createSources(table, shards.crawl),
  apis: createApis(table),
  compliance: createCompliance(table),
  events: createEvents(table),
  endpoints: createEndpoints(table, shards.probe),
  maintenance: createMaintenance(table),
  rollUps: createRollUps(table),
  figures: createFigures(table, blobs),
  leases: createLeases(table),
  origins: createOrigins(table),
  documents: createDocuments(blobs),
});
