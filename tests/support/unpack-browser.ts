import { findBrowser } from './find-browser';

/** Once, before the tests: a browser that comes as a package is unpacked, which two must not do at once. */
export async function setup(): Promise<void> {
  await findBrowser();
}
