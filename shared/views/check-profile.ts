/** Which rules a check tells of: a name for each choice that a person has. */

/**
 * `official`: the Full profile of the official ruleset as it behaves when run; `official-security`: with Extra Security;
 * `all`: guideline and security, without the official one's echo of both.
 */
export const checkProfiles = ['official', 'official-security', 'guideline', 'security', 'all'] as const;
export type CheckProfile = (typeof checkProfiles)[number];
