/** Which contents are JSON of an administration's own making (RAC_REST_FORMAT_002), and not a format that is a list by itself. */
import { type Content, essenceOf, isJson } from './operations.ts';

/** JSON Patch (RFC 6902), SenML (RFC 8428), and objects one after the other. */
const lists = ['application/json-patch+json', 'application/senml+json', 'application/stream+json'];

export const isJsonData = ({ mediaType }: Content): boolean =>
  isJson(mediaType) && !lists.includes(essenceOf(mediaType));
