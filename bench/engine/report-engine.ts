import type { Measured } from './measure-engine';

/** Shares of the oracle, and what they cost the site. */
export function reportEngine(measured: readonly Measured[], operations: number): void {
  console.log(
    `\nThe engine: ${operations} operations in each scenario; each figure beside the oracle's of the same run\n`,
  );
  console.table(
    measured.map(({ scenario, contender, ofOracle, perOperation, ...rest }) => ({
      scenario,
      contender,
      'of the oracle': ofOracle.toFixed(2),
      'requests per operation': perOperation.toFixed(3),
      'in a pause': rest.inPause,
      'answered 429': rest.refused,
      lost: rest.lost,
      'falsely failed': rest.falselyFailed,
    })),
  );
  const contenders = [...new Set(measured.map(({ contender }) => contender))];
  console.table(
    contenders.map((contender) => {
      const own = measured.filter((one) => one.contender === contender);
      return {
        contender,
        'geometric mean of the oracle': meanOf(own.map(({ ofOracle }) => ofOracle)).toFixed(3),
        'requests per operation': meanOf(own.map(({ perOperation }) => perOperation)).toFixed(3),
        'in a pause': own.reduce((sum, { inPause }) => sum + inPause, 0),
        'lost or falsely failed': own.reduce((sum, one) => sum + one.lost + one.falselyFailed, 0),
      };
    }),
  );
}

function meanOf(numbers: readonly number[]): number {
  if (numbers.some((number) => number <= 0)) return 0;
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}
