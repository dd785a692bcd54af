/**
 * Sends for each of them, so many at once that a slow answer holds nobody back, and tells what is known
 * as it comes: one telling at a time, with everything that came meanwhile. Ends early once `isLast`
 * says so of an outcome, or where telling fails.
 */
export async function sendAll<Recipient, Outcome>(
  recipients: readonly Recipient[],
  atOnce: number,
  send: (recipient: Recipient) => Promise<readonly [string, Outcome]>,
  tell: (outcomes: ReadonlyMap<string, Outcome>) => Promise<void>,
  isLast: (outcome: Outcome) => boolean,
): Promise<void> {
  let next = 0;
  let stopped = false;
  let unreported = new Map<string, Outcome>();
  let reports: Promise<void> = Promise.resolve();

  const tellAll = async () => {
    if (unreported.size === 0) return;
    const outcomes = unreported;
    unreported = new Map();
    await tell(outcomes);
  };
  const work = async () => {
    while (!stopped) {
      const recipient = recipients[next];
      next += 1;
      if (recipient === undefined) return;
      const [key, outcome] = await send(recipient);
      unreported.set(key, outcome);
      if (isLast(outcome)) stopped = true;
      reports = reports.then(tellAll);
      reports.catch(() => {
        stopped = true;
      });
    }
  };
  const workers = Array.from({ length: Math.min(atOnce, recipients.length) }, work);
  const ended = await Promise.allSettled(workers);
  await reports;
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason as unknown;
}
