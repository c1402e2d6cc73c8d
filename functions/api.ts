/** HTTP: the JSON API, feeds and our own description. */
import { routes } from './http/routes.ts';
import { httpFunction } from './lambda.ts';

export const handler = httpFunction(routes);
