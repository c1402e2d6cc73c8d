/** HTTP: pages for people. */
import { pages } from './http/pages/pages.ts';
import { tellProblemPage } from './http/pages/site.ts';
import { httpFunction, pagePolicy } from './lambda.ts';

export const handler = httpFunction(pages, {
  policy: pagePolicy,
  tellProblem: tellProblemPage,
  whatThereIs: '/it/ and /en/',
});
