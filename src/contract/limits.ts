/** Bounds of what a person can send, shared by the form that counts and the schema that refuses. */
export const JUSTIFICATION_MAX = 2_000;
export const REASON_MAX = 2_000;
export const SUBJECTS_MAX = 500;
export const CHANGES_MAX = 10;
/** Entries of a pasted list that are looked up in one call, and the length of one. */
export const ENTRIES_MAX = 500;
export const ENTRY_MAX = 320;
/** How many subjects a RequestView names; the rest are behind `request.steps`. */
export const SUBJECTS_SHOWN = 10;
