/** Whether somebody sees the issue of a request: whoever doesn't is told nothing and can't decide. */
export type Sight = 'sees' | 'cannotSee' | 'unknown';
