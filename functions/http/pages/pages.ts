/** The pages of the dashboard, routed as the API is. */
import type { Route } from '../route.ts';
import { administrations } from './administrations.ts';
import { apis } from './apis.ts';
import { changes } from './changes.ts';
import { comparison } from './comparison.ts';
import { figurePages } from './figures.ts';
import { home } from './home.ts';
import { rules } from './rules.ts';
import { site } from './site.ts';

export const pages: readonly Route[] = [
  ...site,
  ...home,
  ...figurePages,
  ...administrations,
  ...comparison,
  ...rules,
  ...changes,
  ...apis,
];
