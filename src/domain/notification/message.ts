import type { Person } from '../action/person';

/** What a person is told, before it becomes a comment or an email. */
export interface Message {
  readonly subject: string;
  /** Each an own paragraph; a person among the parts becomes a mention in the comment. */
  readonly paragraphs: readonly (readonly MessagePart[])[];
}

export type MessagePart = string | { readonly mention: Person };
