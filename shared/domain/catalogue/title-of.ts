/** What an API is called wherever it is shown or told: what it calls itself; its address where it has no title. */
import type { Api } from './api.ts';

/** Nothing but white space is no title: a link needs words. */
export const titleOf = ({ metadata, url }: Pick<Api, 'metadata' | 'url'>): string => metadata?.title.trim() || url;
