/** HTTP: the addresses of the API that write. On AWS behind an authoriser of tokens; the reading function has no such right. */
import { routes } from './http/routes.ts';
import { httpFunction } from './lambda.ts';

export const handler = httpFunction(routes, { mayWrite: true });
