import type { Person } from '../action/person';

/** What a person is told, before it becomes a comment or an email. */
export interface Message {
  readonly subject: string;
  readonly blocks: readonly MessageBlock[];
}

/** A paragraph, or a list of which each item is a line. */
export type MessageBlock = MessageLine | { readonly list: readonly MessageLine[] };

/** A person among the parts becomes a mention in the comment, and an address a link. */
export type MessageLine = readonly MessagePart[];

export type MessagePart = string | { readonly mention: Person } | { readonly link: Link };

export interface Link {
  readonly text: string;
  readonly to: string;
}
