/** Version of our analysis of descriptions: raised when its verdicts, codes or messages change. */
export const engine = '1';
