/** How much one page of any store may hold: what DynamoDB and S3 both give. */
export const mostPerPage = 1000;

export function requirePageLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostPerPage) return;
  throw new RangeError(`a page may have 1 to ${mostPerPage} entries, not ${limit}`);
}
