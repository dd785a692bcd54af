/** What came back, before anybody has made sense of it. */
export interface SiteAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** Undefined where the text is no JSON: edges and outages answer HTML or plain text. */
  readonly json: unknown;
}

/** What every transport's response has. */
interface Received {
  readonly status: number;
  readonly headers: { forEach(each: (value: string, name: string) => void): void };
  text(): Promise<string>;
}

export async function readAnswer(response: Received): Promise<SiteAnswer> {
  const headers = new Map<string, string>();
  response.headers.forEach((value, name) => {
    headers.set(name.toLowerCase(), value);
  });
  const text = await response.text();
  return { status: response.status, headers, text, json: readJson(text) };
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
