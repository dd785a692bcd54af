import type { Term } from '#domain/term/term';
import { ErrorMessage } from '../../components/error-message';
import { comparing } from '../../words/comparing';
import { PlanPreview } from './plan-preview';
import type { PreviewState } from './use-preview';

/** The plan as it is made: the one before as long as there is one, and how far the next has come. */
export function PlanInTheMaking({
  issueId,
  term,
  preview,
  again,
}: {
  readonly issueId: string;
  readonly term: Term;
  readonly preview: PreviewState;
  readonly again: () => void;
}) {
  switch (preview.state) {
    case 'none':
      return null;
    case 'failed':
      return <ErrorMessage error={preview.error} onRetry={again} />;
    case 'made':
      return <PlanPreview issueId={issueId} term={term} plan={preview.plan} updating={undefined} />;
    case 'making': {
      const words = comparing(preview.share);
      if (preview.plan !== undefined)
        return <PlanPreview issueId={issueId} term={term} plan={preview.plan} updating={words} />;
      return (
        <p class="subtle" role="status">
          {words}
        </p>
      );
    }
  }
}
