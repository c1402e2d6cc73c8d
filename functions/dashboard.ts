/** HTTP: pages for people. */
import { pages } from './http/pages.ts';
import { httpFunction } from './lambda.ts';

export const handler = httpFunction(pages);
