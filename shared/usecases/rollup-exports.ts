/**
 * The open data of a day, as files that readers are given as they are: made by the first roll-up of each UTC day; on the
 * first day of all, when most is yet to be found, by more of them. Only those keep anything: of each API its lines, as bytes.
 * The same rows give the same bytes, in whatever order they were seen. The row that says which is the newest is written last.
 */
import type { PublisherRows } from '../domain/catalogue/dossier.ts';
import { sha256 } from '../domain/digest.ts';
import { type ExportFormat, exportFormats } from '../domain/open-data/export-format.ts';
import { exportedApisOf, exportedPublisherOf } from '../domain/open-data/exported-api.ts';
import type { TimeByVerdict } from '../domain/uptime/availability.ts';
import { dateOf } from '../domain/uptime/availability.ts';
import type { ExportsPointer } from '../store/rollups.ts';
import { agentNode, catalogueNode, type DcatPlace, dcatParts, serviceNode } from '../views/dcat.ts';
import { type ExportPlace, exportVersion } from '../views/open-data/columns.ts';
import { apiLine, csvHead, csvRow, publisherLine } from '../views/open-data/export-rows.ts';
import { recentTime } from './recent-time.ts';
import type { Collector, World } from './world.ts';

const encoder = new TextEncoder();

type Lines = { readonly [format in ExportFormat]: Map<string, Uint8Array> };

/** Of the administrations that publish anything, and of the APIs, by id. */
type Kept = { readonly publishers: Lines; readonly apis: Lines };

const noLines = (): Lines => ({ csv: new Map(), ndjson: new Map(), jsonld: new Map() });

const inOrder = <T>(lines: ReadonlyMap<string, T>): readonly (readonly [id: string, line: T])[] =>
  [...lines].sort(([one], [other]) => (one < other ? -1 : 1));

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** Where this service is, and who runs it, as open data tells it. */
export function dcatPlaceOf({ config }: Pick<World, 'config'>, publicUrl: string): DcatPlace {
  const { parentName, parentUrl, infoUrl } = config;
  return { publicUrl, operator: { name: parentName, url: parentUrl || infoUrl } };
}

/** Takes the rows of each administration, and puts the files together. */
export function createExports(place: DcatPlace, timeOfApi: (apiId: string) => TimeByVerdict | undefined) {
  const { publishers, apis }: Kept = { publishers: noLines(), apis: noLines() };
  const at: ExportPlace = place;

  const files: { readonly [format in ExportFormat]: () => Uint8Array } = {
    csv: () => joined([encoder.encode(csvHead), ...inOrder(apis.csv).map(([, line]) => line)]),
    ndjson: () => joined([publishers.ndjson, apis.ndjson].flatMap((lines) => inOrder(lines).map(([, line]) => line))),
    jsonld: () => {
      const services = inOrder(apis.jsonld);
      const catalogue = catalogueNode(
        services.map(([id]) => id),
        place,
      );
      const nodes = [encoder.encode(JSON.stringify(catalogue)), ...inOrder(publishers.jsonld).map(([, node]) => node)];
      const between = encoder.encode(dcatParts.between);
      return joined([
        encoder.encode(dcatParts.head),
        ...[...nodes, ...services.map(([, node]) => node)].flatMap((node, index) =>
          index === 0 ? [node] : [between, node],
        ),
        encoder.encode(dcatParts.tail),
      ]);
    },
  };

  return {
    add(rows: PublisherRows): void {
      const publisher = exportedPublisherOf(rows);
      const { id } = rows.publisher;
      publishers.ndjson.set(id, encoder.encode(publisherLine(publisher, at)));
      if (publisher.apis > 0)
        publishers.jsonld.set(id, encoder.encode(JSON.stringify(agentNode(rows.publisher, place))));
      for (const exported of exportedApisOf(rows, timeOfApi)) {
        const { api } = exported;
        apis.csv.set(api.id, encoder.encode(csvRow(exported, at)));
        apis.ndjson.set(api.id, encoder.encode(apiLine(exported, at)));
        apis.jsonld.set(api.id, encoder.encode(JSON.stringify(serviceNode(exported, place))));
      }
    },
    /** How many APIs there are. */
    count: (): number => apis.csv.size,
    file: (format: ExportFormat): Uint8Array => files[format](),
  };
}

/** What they would be if they were made now: for whoever runs the service, and keeps them elsewhere. */
export async function exportNow(world: World, format: ExportFormat): Promise<Uint8Array> {
  const { publishers, endpoints } = world.store;
  const recent = await recentTime(world);
  const exports = createExports(dcatPlaceOf(world, world.config.publicUrl), (apiId) => recent?.apis[apiId]);
  for (const publisher of await publishers.all()) {
    const owned = await publishers.ownedBy(publisher.id);
    exports.add({ publisher, ...owned, endpoints: await endpoints.ofPublisher(publisher.id) });
  }
  return exports.file(format);
}

const nothing: Collector = { see: () => {}, finish: async () => {} };

const hourMs = 3_600_000;

/** One for each day; on the first of all, what the crawl finds meanwhile is told too. */
const isDue = (known: ExportsPointer | undefined, today: string): boolean =>
  known === undefined || known.date !== today || known.schemaVersion !== exportVersion || known.isFirst;

/** So many more APIs, or an hour later: a few files a day, however long the crawl takes. */
const isWorthIt = (known: ExportsPointer, apis: number, nowMs: number): boolean =>
  apis > 1.2 * known.apis || nowMs - Date.parse(known.builtAt) >= hourMs;

export async function collectExports(world: World, readRecent = () => recentTime(world)): Promise<Collector> {
  const { documents, rollUps } = world.store;
  // Rows are read from now on: the files are as of now, whenever they are written.
  const nowMs = world.clock.now();
  const date = dateOf(nowMs);
  const known = await rollUps.exports();
  if (!isDue(known, date)) return nothing;
  const recent = await readRecent();
  const exports = createExports(dcatPlaceOf(world, world.config.publicUrl), (apiId) => recent?.apis[apiId]);
  return {
    see: exports.add,
    async finish() {
      const apis = exports.count();
      const isSameDay = known?.date === date && known.schemaVersion === exportVersion;
      if (isSameDay && !isWorthIt(known, apis, nowMs)) return;
      const digests: { [format in ExportFormat]?: string } = {};
      // One after the other: each is as large as all of its lines.
      for (const format of exportFormats) {
        const body = exports.file(format);
        const digest = sha256(body).slice(0, 32);
        digests[format] = digest;
        await documents.putExport(date, digest, format, body);
      }
      await rollUps.putExports({
        date,
        isFirst: known === undefined || (known.isFirst && known.date === date),
        builtAt: new Date(nowMs).toISOString(),
        schemaVersion: exportVersion,
        apis,
        digests: digests as ExportsPointer['digests'],
      });
    },
  };
}
