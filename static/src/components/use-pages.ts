import { useRef } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';
import type { Page } from '#contract/views';
import { useCall } from './use-call';
import { type LoadOptions, useLoad } from './use-load';

export interface Pages<Item, OnePage extends Page<Item> = Page<Item>> {
  /** Undefined until the first of them is there. */
  readonly pages: readonly OnePage[] | undefined;
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly error: CallError | undefined;
  readonly reload: () => void;
  readonly loadMore: () => void;
  readonly change: (how: (page: OnePage) => OnePage) => void;
}

type ReadPage<OnePage> = (at: { readonly cursor?: string }) => Promise<Answer<OnePage>>;

/** What comes page by page. `keepsLength`: read anew, it is as long as before, and not one page again. */
export function usePages<Item, OnePage extends Page<Item> = Page<Item>>(
  readPage: ReadPage<OnePage>,
  of = '',
  {
    pause,
    keepsLength = false,
  }: Pick<LoadOptions<never>, 'pause'> & { keepsLength?: boolean } = {},
): Pages<Item, OnePage> {
  const shown = useRef(1);
  const load = useLoad<readonly OnePage[]>(
    () => readPages(readPage, keepsLength ? shown.current : 1),
    of,
    pause === undefined ? {} : { pause },
  );
  const pages = load.value;
  shown.current = Math.max(1, pages?.length ?? 0);
  const cursor = pages?.at(-1)?.cursor;
  // Where they were read anew meanwhile, it would not follow on them.
  const more = useCall(readPage, (page) =>
    load.change((all) => (all === pages ? [...all, page] : all)),
  );
  return {
    pages,
    items: pages?.flatMap(({ items }) => items) ?? [],
    hasMore: cursor !== undefined,
    loading: load.loading || more.running,
    error: load.error ?? more.error,
    reload: () => {
      more.clear();
      load.reload();
    },
    loadMore: () => {
      if (cursor !== undefined) void more.run({ cursor });
    },
    change: (how) => load.change((all) => all.map(how)),
  };
}

export async function readPages<OnePage extends Page<unknown>>(
  readPage: ReadPage<OnePage>,
  length: number,
): Promise<Answer<readonly OnePage[]>> {
  const pages: OnePage[] = [];
  let at: { readonly cursor?: string } | undefined = {};
  while (at !== undefined && pages.length < length) {
    const answer = await readPage(at);
    if (!answer.ok) return answer;
    pages.push(answer.value);
    const { cursor } = answer.value;
    at = cursor === undefined ? undefined : { cursor };
  }
  return { ok: true, value: pages };
}
