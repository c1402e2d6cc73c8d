/**
 * What others add to an address when it is shared, to count who follows it: pages pass over it as if it were not there, and
 * carry it no further.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Names, or (with a `*`) what they begin with, by who adds them. */
const added: { readonly [by: string]: readonly string[] } = {
  'campaigns of newsletters and posts': ['utm_*'],
  'Google, its advertisements and its analytics': [
    'gclid',
    'gbraid',
    'wbraid',
    'dclid',
    '_ga',
    '_gl',
    'gad_*',
    'srsltid',
  ],
  'Facebook and Instagram': ['fbclid', 'igsh', 'igshid'],
  'Microsoft, X, LinkedIn, TikTok, Yandex': ['msclkid', 'twclid', 'li_fat_id', 'ttclid', 'yclid'],
  'Mailchimp and HubSpot, which send newsletters': ['mc_cid', 'mc_eid', '_hsenc', '_hsmi'],
  'Matomo, also as Web Analytics Italia, and Piwik before it': ['mtm_*', 'matomo_*', 'pk_*', 'piwik_*'],
};

const names = Object.values(added).flat();
const isTracking = (name: string): boolean =>
  names.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : name === each));

/** None of these names is written otherwise than as it is. */
const nameOf = (pair: string): string => pair.split('=', 1)[0] ?? '';

export function withoutTracking<E extends Pick<APIGatewayProxyEventV2, 'rawQueryString' | 'queryStringParameters'>>(
  event: E,
): E {
  const { rawQueryString, queryStringParameters = {} } = event;
  if (!Object.keys(queryStringParameters).some(isTracking)) return event;
  return {
    ...event,
    rawQueryString: rawQueryString
      .split('&')
      .filter((pair) => !isTracking(nameOf(pair)))
      .join('&'),
    queryStringParameters: Object.fromEntries(
      Object.entries(queryStringParameters).filter(([name]) => !isTracking(name)),
    ),
  };
}
