import type { CallError } from '#contract/answer';
import { explainCredential } from '#words/credential-problem';
import type { Explanation } from '#words/explanation';
import { explainOrganization } from '#words/organization-problem';
import { explainPolicyRefusal } from '#words/protection';
import { explainSuspension } from '#words/suspension-refusal';
import { explainUrl } from '#words/url-refusal';
import { explainError } from './call-error';

/** Every way in which a call can fail on the page where the app is set up. */
export function explainSetUpError(error: CallError): Explanation {
  switch (error.code) {
    case 'badUrl':
      return explainUrl(error.problem);
    case 'credential':
      return explainCredential(error.problem);
    case 'organization':
      return explainOrganization(error.problem);
    case 'suspension':
      return explainSuspension(error.refusal);
    case 'policy':
      return explainPolicyRefusal(error.refusal);
    default:
      return explainError(error);
  }
}
