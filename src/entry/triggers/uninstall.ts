import { forgetAllSecrets } from '#operations/connection/forget-all-secrets';
import { compose } from '../compose';

/** doc: Forge pre-uninstall trigger: without a user, for 55 seconds at most; nothing waits for what comes of it. */
export async function uninstall(): Promise<void> {
  const ports = compose();
  const forgotten = await forgetAllSecrets(ports);
  ports.log.info('The app is uninstalled, and its secrets are forgotten', { forgotten });
}
