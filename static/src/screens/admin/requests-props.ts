export interface RequestsProps {
  readonly now: number;
  readonly siteUrl: string | undefined;
  /** Shows in the audit what happened to one request. */
  readonly onAudit: (requestId: string) => void;
  readonly onLook: () => void;
}

/** A bar that was pressed. */
export interface BarOpened {
  readonly title: string;
  /** How many it stands for: of more than it names, those are the newest. */
  readonly count: number;
  readonly requestIds: readonly string[];
}
