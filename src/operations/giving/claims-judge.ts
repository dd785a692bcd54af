import { mayBeGiven } from '#domain/ends/may-be-given';
import type { Claim, Held } from '#domain/holding/holding';
import { MINUTE } from '#domain/lib/time';
import type { OnSite } from '#domain/plan/live-state';
import type { ConnectionStore } from '#ports/connection-store';
import type { Directory } from '#ports/directory';
import type { GivenToGroup } from '#ports/group-approvals';
import type { PolicyStore } from '#ports/policy-store';
import { SiteFailure } from '#ports/site-failure';
import { type PolicyDecides, policyDecidesOn } from '../approval/policy-decides';
import { isUnchanged, type JudgedOn } from '../effects/is-unchanged';
import { findGainOfApprover, type GainOfApproverPorts } from './find-gain-of-approver';
import { findWhetherAllowed, type WhetherAllowedPorts } from './find-whether-allowed';
import { type NotePorts, noteGivenBack, noteGivingBack } from './note-for-groups';

export interface ClaimPorts extends GainOfApproverPorts, WhetherAllowedPorts, NotePorts {
  readonly connections: ConnectionStore;
  readonly policies: PolicyStore;
  readonly directory: Directory;
}

/** What a run has found out of what it gives, before it gave it. */
export interface ClaimsStandOn {
  readonly live: OnSite;
  readonly stands: JudgedOn;
}

/** By then what is judged now is written, or was not. */
const WRITTEN_WITHIN = MINUTE;

/**
 * Judges claims that are to become grants as what is given back is judged: that gives access for longer, under an approval from
 * before. What is not known does not count.
 */
export class ClaimsJudge {
  private readonly noted: {
    readonly given: GivenToGroup;
    readonly until: number;
    counts: boolean;
  }[] = [];

  private readonly policyDecides: PolicyDecides;

  constructor(
    private readonly ports: ClaimPorts,
    private readonly standOn: ClaimsStandOn,
  ) {
    const { live, stands } = standOn;
    this.policyDecides = policyDecidesOn(ports.directory, stands.policy, live);
  }

  async mayCount(held: Held, claim: Claim): Promise<boolean> {
    const { ports } = this;
    const { live, stands } = this.standOn;
    const { policy } = stands;
    const until = ports.clock.now() + WRITTEN_WITHIN;
    const noted: GivenToGroup[] = [];
    const note = async (given: GivenToGroup) => {
      await noteGivingBack(ports, given, until);
      noted.push(given);
    };
    try {
      const asked = await findWhetherAllowed(ports, held, claim, policy, this.policyDecides);
      const gain = await findGainOfApprover(ports, held, claim, note, 'meant');
      const at = ports.clock.now();
      const judged = mayBeGiven(held, claim, { live, policy, gain, asked, at });
      const counts = judged === 'yes' && (await isUnchanged(ports, stands));
      this.noted.push(...noted.map((given) => ({ given, until, counts })));
      return counts;
    } catch (error) {
      if (error instanceof SiteFailure) return false;
      throw error;
    }
  }

  /** They are written as they were judged. */
  async written(): Promise<void> {
    for (const { given, until, counts } of this.noted.splice(0)) {
      await noteGivenBack(this.ports, given, until, counts);
    }
  }
}
