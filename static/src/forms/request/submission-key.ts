/** What every draft of a request has, whatever it asks for. */
export interface Submittable {
  readonly justification: string;
  readonly submissionKey: string;
  /** What was sent under that key: another content needs another key. */
  readonly sent?: string;
}

/** The same content goes out under the same key, so that sending twice asks once; another under a new one. */
export function keyForSending(
  { sent, submissionKey }: Pick<Submittable, 'sent' | 'submissionKey'>,
  content: string,
  freshKey: string,
): string {
  return sent === undefined || sent === content ? submissionKey : freshKey;
}
