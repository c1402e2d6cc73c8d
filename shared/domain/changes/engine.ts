/** Version of the comparison: raised when it tells something else of the same two documents. */
export const comparisonEngine = '1';
