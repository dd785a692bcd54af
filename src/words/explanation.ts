/** How the screens tell that something did not go: what happened, why, and what to do next. */
export interface Explanation {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}
