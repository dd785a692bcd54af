/** What of an answer is an address of the site: a link that a client may follow. */
const LINK = /^(self|nextPage|baseUrl|avatarUrl|\d+x\d+)$/;

/** An answer of the site with its links at the address that the client knows it by, as any site writes its own. */
export function addressedAt(url: string, siteUrl: string, text: string): string {
  try {
    return JSON.stringify(
      JSON.parse(text, (key, value) =>
        LINK.test(key) && typeof value === 'string' && value.startsWith(siteUrl)
          ? `${url}${value.slice(siteUrl.length)}`
          : value,
      ),
    );
  } catch (error) {
    // Nonsense, by a fault, stays what it is.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
