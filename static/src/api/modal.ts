import { Modal, view } from '@forge/bridge';

/**
 * Opens another resource of the app over the page; its calls go where this page's go. False where the
 * host opens none.
 */
export const openModal = (resource: string, onClose: () => void): Promise<boolean> =>
  new Modal({ resource, size: 'large', onClose }).open().then(
    () => true,
    () => false,
  );

/** Closes the modal that this page is in; nothing happens where it is in none. */
export async function closeModal(): Promise<void> {
  await view.close().catch(() => undefined);
}
