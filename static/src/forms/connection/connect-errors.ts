import type { CallError } from '#contract/answer';
import { explainCredential, faultyField } from '../../words/credential-problem';
import { explainUrl } from '../../words/url-refusal';

export type ConnectField = 'instanceUrl' | 'email' | 'token';
export type FieldErrors = Partial<Record<ConnectField, string | undefined>>;

export function missingFields(typed: Readonly<Record<ConnectField, string>>): FieldErrors {
  const errors: FieldErrors = {};
  if (typed.instanceUrl.trim() === '') {
    errors.instanceUrl = 'Enter your site, such as https://yourcompany.atlassian.net.';
  }
  if (typed.email.trim() === '') errors.email = 'Enter the email of the token’s account.';
  if (typed.token.trim() === '') errors.token = 'Paste the API token.';
  return errors;
}

/** The fault at the field where it most likely sits; the whole explanation stands beneath the form. */
export function fieldErrorsOf(error: CallError): FieldErrors {
  switch (error.code) {
    case 'badUrl':
      return { instanceUrl: explainUrl(error.problem).what };
    case 'credential': {
      const field = faultyField(error.problem);
      return field === undefined ? {} : { [field]: explainCredential(error.problem).what };
    }
    case 'badInput':
      return error.fields;
    default:
      return {};
  }
}
