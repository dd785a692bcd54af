import type { Platform } from '../platform/platform';
import type { AppModules } from './app-modules';
import type { Builds } from './builds';
import type { ExchangeLog } from './exchange-log';
import type { Seal } from './seal';
import type { Tours } from './tour';

/** What every page of the host draws from. */
export interface Host {
  readonly platform: Platform;
  /** Of the app as it is installed: none while it is not. */
  readonly modules: AppModules;
  /** Those of its manifest, installed or not. */
  readonly declared: AppModules;
  readonly seal: Seal;
  readonly exchanges: ExchangeLog;
  readonly tours: Tours | undefined;
  /** Where pages follow what is built. */
  readonly builds: Builds | undefined;
  /** Where people are: `http://localhost:PORT`. */
  readonly pageOrigin: string;
  /** Where the app's pages are, in frames: another host name, so that no cookie reaches them. */
  readonly frameOrigin: string;
  /** Where the site answers clients from outside: `http://localhost:PORT`. */
  readonly siteAddress: string;
  /** What the browser refused the app's pages because of their policy, newest last. */
  readonly policyReports: string[];
}
