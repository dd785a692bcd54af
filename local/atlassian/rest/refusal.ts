/** An operation's refusal, thrown to be answered as it stands. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

/** Jira's error body (spec: ErrorCollection). */
export const refuse = (
  status: number,
  message: string,
  errors: Readonly<Record<string, string>> = {},
): Refusal => new Refusal(status, { errorMessages: message === '' ? [] : [message], errors });
