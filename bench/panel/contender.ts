/** One page in the issue panel's frame, and how to see that it shows what it is for. */
export interface Contender {
  readonly name: string;
  /** Folder that stands in for the app's own when the manifest's resource is served. */
  readonly staticRoot: string;
  /** Matches once the answer of the backend is on the page. */
  readonly useful: string;
}
