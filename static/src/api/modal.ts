import { Modal, view } from '@forge/bridge';

/** What a page is told that is opened over another. */
export interface HandedOver {
  /** Whoever opened it was about to ask for access. */
  readonly asking: boolean;
}

/**
 * Opens another resource of the app over the page; its calls go where this page's go. False where the
 * host opens none.
 */
export const openModal = (
  resource: string,
  context: HandedOver,
  onClose: () => void,
): Promise<boolean> =>
  new Modal({ resource, size: 'large', context, onClose }).open().then(
    () => true,
    () => false,
  );

/** Closes the modal that this page is in; nothing happens where it is in none. */
export async function closeModal(): Promise<void> {
  await view.close().catch(() => undefined);
}
