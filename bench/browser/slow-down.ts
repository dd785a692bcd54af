import type { Session } from './devtools';

/** The reader's machine and line: an old laptop on a busy connection. */
export const SLOWNESS = { cpu: 4, megabitsPerSecond: 10, latencyMs: 40 } as const;

/** A session slows down only its own target: the page, or the frame of the app in it. */
export async function slowDown(session: Session): Promise<void> {
  const bytesPerSecond = (SLOWNESS.megabitsPerSecond * 1_000_000) / 8;
  await Promise.all([
    session.send('Network.enable'),
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: SLOWNESS.latencyMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    }),
    session.send('Emulation.setCPUThrottlingRate', { rate: SLOWNESS.cpu }),
  ]);
}

/** How many times slower the target computes than without being slowed down. */
export async function measureSlowness(session: Session): Promise<number> {
  const work = async () => {
    const expression = `(() => {
      const started = performance.now();
      let sum = 0;
      for (let index = 0; index < 2e7; index += 1) sum += Math.sqrt(index);
      return [performance.now() - started, sum];
    })()`;
    const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true });
    return Number(result.value[0]);
  };
  const slowed = await work();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await work();
  const full = await work();
  return slowed / full;
}
