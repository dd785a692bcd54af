import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio/slim';
import type { Host } from '../host';

export const REPORT_PATH = '/csp-report';

/**
 * The policy that Forge puts on a page of the app, computed by Atlassian's own package. Two things are
 * other than in production: the frame may stand in the local host's pages (`parentEmbeddingDomain`), and
 * what the browser refuses is reported here, not to Atlassian.
 */
export function policyFor(host: Host, page: string): string {
  const processing = new CSPProcessingService({ info: () => undefined }, load);
  const permissions = host.platform.manifest.permissions as Parameters<
    CSPProcessingService['getCspDetails']
  >[1];
  return new CSPInjectionService()
    .getInjectableCSP({
      existingCSPDetails: processing.getCspDetails(page, permissions),
      microsEnv: 'prod',
      parentEmbeddingDomain: host.pageOrigin,
    })
    .map((directive) =>
      directive.startsWith('report-uri ') ? `report-uri ${REPORT_PATH}` : directive,
    )
    .join('; ');
}
