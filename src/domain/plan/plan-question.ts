import type { Ask } from '../action/ask';
import type { Connection } from '../connection/connection';
import type { Instant } from '../lib/time';
import type { Asker } from '../policy/judge-asker';
import type { LetIn } from '../policy/judge-let-in';
import type { Policy } from '../policy/policy';
import type { Term } from '../term/term';
import type { LiveState } from './live-state';

export interface PlanQuestion {
  readonly ask: Ask;
  readonly term: Term;
  readonly policy: Policy;
  /** The site that it is about. */
  readonly connectionId: string;
  /**
   * The project of the issue, whose roles can be asked for under every policy; undefined where the
   * connected site is another than the issue's.
   */
  readonly issueProjectId: string | undefined;
  /** Groups that the request itself has created: they are on no list yet. */
  readonly groupsOfRequest: ReadonlySet<string>;
  /** Accounts that the request itself has created: the site may not show them yet. */
  readonly accountsOfRequest: ReadonlySet<string>;
  /** A token with scopes can't create accounts (doc: POST /rest/api/3/user has no scope). */
  readonly tokenKind: Connection['tokenKind'];
  readonly live: LiveState;
  readonly at: Instant;
  /** Whoever asks, as they are now; undefined: not known. */
  readonly asker?: Asker;
  /**
   * The project that the issue is in now, of the Jira that hosts the app, whichever site is connected; undefined: not
   * known.
   */
  readonly askedIn?: string;
  /**
   * The projects that it was in as somebody approved it: who decides goes by the project, so that it has to be one in which
   * it can be asked for, too.
   */
  readonly approvedWhileIn?: readonly string[];
  /** Of what is to end with the work item: how that stands; undefined: not known. */
  readonly workItem?: 'open' | 'over';
  /** Those who approved it as fallback approvers, beside those who were asked. */
  readonly letIn?: readonly LetIn[];
  /** Of what the policy decided and nobody else: whether the one in force would as well. */
  readonly policyDecides?: boolean;
}
