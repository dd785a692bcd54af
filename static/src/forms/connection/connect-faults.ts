import type { CallError } from '#contract/answer';
import { explainCredential, faultyField } from '#words/credential-problem';
import { explainUrl } from '#words/url-refusal';
import { explainInputs } from '../../words/input-fault';
import type { Problems } from '../use-form';

export interface ConnectDraft {
  readonly instanceUrl: string;
  readonly email: string;
  readonly token: string;
}

/** The fault at the field where it most likely sits; the whole explanation stands beneath the form. */
export function connectFaults(error: CallError): Problems<ConnectDraft> {
  switch (error.code) {
    case 'badUrl':
      return { instanceUrl: explainUrl(error.problem).what };
    case 'credential': {
      const field = faultyField(error.problem);
      return field === undefined ? {} : { [field]: explainCredential(error.problem).what };
    }
    case 'badInput':
      return explainInputs(error.fields);
    default:
      return {};
  }
}
