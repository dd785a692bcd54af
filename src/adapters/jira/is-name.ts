/** Ids and keys of issues, projects and tasks, as they stand in a path. Anything else could lead to another one. */
export const isName = (text: string): boolean => /^[A-Za-z0-9_-]{1,128}$/.test(text);
