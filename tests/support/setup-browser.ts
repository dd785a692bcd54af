import { findTestBrowser } from './find-browser';

/** Once, before the tests: each of them would unpack the browser for itself. */
export async function setup(): Promise<void> {
  findTestBrowser();
}
