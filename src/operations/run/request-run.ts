import type { Ask } from '#domain/action/ask';
import { type CreatedIds, NOTHING_CREATED, resolveCreated } from '#domain/action/resolve-created';
import { countSteps, replaceCounts } from '#domain/effects/count-steps';
import type { StepBlock } from '#domain/effects/step-block';
import type { Instant } from '#domain/lib/time';
import type { Applying } from '#domain/request/access-request';
import { continueApplying, LEASE } from '#domain/request/begin-applying';
import { pauseApplying } from '#domain/request/pause-applying';
import type { Clock } from '#ports/clock';
import type { Commit, Writes } from '#ports/commit';
import type { Obstacle } from '../connection/obstacle-of';

export interface RunPorts {
  readonly commit: Commit;
  readonly clock: Clock;
}

/** Somebody else has written the request: this run no longer holds it, and must not send anything. */
export class LostLease extends Error {
  override readonly name = 'LostLease';
}

/**
 * The request as one run carries it out. Every write names the revision of the one before, so that a
 * run that was thought dead can't write any more once another has taken over.
 */
export class RequestRun {
  private current: Applying;
  private created = NOTHING_CREATED;
  private waitsFor: Obstacle | undefined;

  constructor(
    private readonly ports: RunPorts,
    taken: Applying,
  ) {
    this.current = taken;
  }

  /** The ask in terms of what the request has created by now. */
  get ask(): Ask {
    return resolveCreated(this.current.ask, this.created);
  }

  /** Groups that the request has created. */
  get groupsOfRequest(): ReadonlySet<string> {
    return new Set(this.created.groups.values());
  }

  /** Accounts that the request has created, or found at the addresses it was to create them for. */
  get accountsOfRequest(): ReadonlySet<string> {
    return new Set(this.created.accounts.values());
  }

  noteCreated({ accounts, groups }: CreatedIds): void {
    this.created = {
      accounts: new Map([...this.created.accounts, ...accounts]),
      groups: new Map([...this.created.groups, ...groups]),
    };
  }

  get request(): Applying {
    return this.current;
  }

  /** What keeps steps from being done now, and is none of their fault. They are left to a later run. */
  leave(obstacle: Obstacle): void {
    this.waitsFor ??= obstacle;
  }

  get obstacle(): Obstacle | undefined {
    return this.waitsFor;
  }

  /** Writes that the request is this run's now; false where another was faster. */
  async take(): Promise<boolean> {
    return (await this.ports.commit({ request: this.current })) === 'committed';
  }

  /** Writes a block's steps, renews the lease, and says how many steps stand where. */
  async writeBlock(
    before: StepBlock,
    after: StepBlock,
    more: Omit<Writes, 'request' | 'blocks'> = {},
  ): Promise<void> {
    const progress = replaceCounts(
      this.current.progress,
      countSteps(before.steps),
      countSteps(after.steps),
    );
    const until = this.ports.clock.now() + LEASE;
    const next = continueApplying(this.current, progress, until);
    await this.write({ ...more, request: next, blocks: [after] });
    this.current = next;
  }

  /** Lets go of the request, which says what it waits for. Answers until when. */
  async pause({ cause, notBefore }: Obstacle): Promise<Instant> {
    const paused = pauseApplying(this.current, cause, this.ports.clock.now(), notBefore);
    await this.write({ request: paused });
    this.current = paused;
    return paused.pause.nextTryAt;
  }

  /** Ends the lease, for the next run to take the request. */
  async releaseLease(): Promise<void> {
    const next = continueApplying(this.current, this.current.progress, this.ports.clock.now());
    await this.write({ request: next });
    this.current = next;
  }

  async write(writes: Writes): Promise<void> {
    if ((await this.ports.commit(writes)) === 'conflict') {
      throw new LostLease('Another run has taken over this request.');
    }
  }
}
