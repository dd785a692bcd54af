/** What came back, before anybody has made sense of it. */
export interface SiteAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** Undefined where the text is no JSON: edges and outages answer HTML or plain text. */
  readonly json: unknown;
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
