import type { Frame } from 'playwright-core';

/** `Dec 13, 2026, 2:41 AM`, in any language. */
const DATE = /^(?=.*\b20\d\d\b)[\p{L}\d\s,.،:]{8,30}$/u;

/**
 * What a page shows outside of the brackets of the pseudo-locale, and is not among `data`: names, keys and what
 * people wrote. Numbers, dates, ids, initials in the place of a picture and the like have no say in it: they are the browser’s own, or
 * nobody’s words.
 */
export async function untranslatedText(
  frame: Frame,
  data: readonly string[],
): Promise<readonly string[]> {
  const outside = await frame.evaluate(() => {
    const texts: string[] = [];
    let depth = 0;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      let text = '';
      for (const letter of node.textContent ?? '') {
        if (letter === '⟦') depth += 1;
        else if (letter === '⟧') depth -= 1;
        else if (depth === 0) text += letter;
      }
      if (
        /\p{L}{2}/u.test(text) &&
        node.parentElement?.closest('script, style, time, code, .avatar') === null
      )
        texts.push(text);
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      for (const name of ['aria-label', 'placeholder', 'title']) {
        const text = element.getAttribute(name) ?? '';
        if (
          !['TIME', 'CODE'].includes(element.tagName) &&
          /\p{L}{2}/u.test(text) &&
          !text.startsWith('⟦')
        )
          texts.push(text);
      }
    }
    return texts;
  });
  const longestFirst = data.toSorted((one, other) => other.length - one.length);
  return outside.filter(
    (text) =>
      !DATE.test(text) &&
      /\p{L}{2}/u.test(longestFirst.reduce((rest, one) => rest.replaceAll(one, ''), text)),
  );
}
