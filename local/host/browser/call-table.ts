import { emitEvent, onEvent } from './app-events';
import { refreshStatuses } from './context-status';
import { closeFlag, type FlagOptions, showFlag } from './flags';
import { refreshLive } from './live-regions';
import { moduleHistory } from './module-history';
import { closeModalOf, type ModalOptions, openModalOver } from './module-modal';
import { addressOf, followAddress, type Location } from './navigation';
import { currentTheme } from './page-theme';

/** Every call of the bridge that the host answers, by the name @forge/bridge sends (7.2.0, out). */
export function callTable(frame: HTMLIFrameElement): Record<string, (payload: unknown) => unknown> {
  const { surface, context = '{}', base } = frame.dataset;
  const known = JSON.parse(context) as { siteUrl: string; moduleKey: string };
  const history = moduleHistory(base);
  const table = {
    getContext: () => ({ ...known, theme: currentTheme() }),
    async invoke({ functionKey, payload, metadata }: Invoke) {
      const body = await send('/bridge/invoke', { surface, functionKey, payload });
      refreshLive();
      refreshStatuses();
      return metadata === undefined ? body : { body, metadata: {} };
    },
    fetchProduct: (payload: object) => send('/bridge/product', { ...payload, surface }),

    showFlag,
    closeFlag: ({ id }: Pick<FlagOptions, 'id'>) => closeFlag(id),
    enableTheming: () => currentTheme(),
    changeWindowTitle: (title: string) => {
      document.title = title;
    },
    resize: ({ height }: { height: number }) => {
      frame.style.height = `${height}px`;
    },

    navigate: (location: Location & { type: 'same-tab' | 'new-tab' }) =>
      followAddress(addressOf(location, known.siteUrl), location.type),
    getUrl: (location: Location) => addressOf(location, known.siteUrl),
    reload: () => window.location.reload(),
    refresh: () => {
      refreshLive();
      return true;
    },
    createHistory: history.create,
    history: history.change,

    on: ({ event, callback }: On) => onEvent(known.moduleKey, event, callback),
    emit: ({ event, payload }: Emit) => emitEvent(known.moduleKey, event, payload),
    onPublic: ({ event, callback }: On) => onEvent(undefined, event, callback),
    emitPublic: ({ event, payload }: Emit) => emitEvent(undefined, event, payload),
    emitReadyEvent: () => undefined,

    close: () => closeModalOf(frame),
    // Nothing of these is around the modules that the host shows: the package says so to the app.
    openModal: (options: ModalOptions) => openModalOver(frame, options),
    open: () => false,
    onClose: () => false,
    submit: () => false,
    openRovo: () => false,
    isRovoEnabled: () => false,
    getFrameDispatch: () => undefined,
  };
  return table as Record<string, (payload: unknown) => unknown>;
}

interface Invoke {
  readonly functionKey: string;
  readonly payload?: unknown;
  readonly metadata?: unknown;
}

interface On {
  readonly event: string;
  readonly callback: (payload: unknown) => unknown;
}

interface Emit {
  readonly event: string;
  readonly payload?: unknown;
}

/** As the person that the page is signed in as: the cookie goes along, which the frame doesn't have. */
async function send(path: string, body: object): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { value?: unknown; error?: { message: string } };
  if (answer.error !== undefined) throw new Error(answer.error.message);
  return answer.value;
}
