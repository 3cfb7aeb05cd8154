/** How long a message took from being queued until it left; half-open steps. `waiting` has not left yet, `failed` never will. */
export const DELIVERY_DELAYS = ['under_10s', 'under_1m', 'under_5m', 'under_30m', 'over_30m', 'waiting', 'failed'] as const;
export type DeliveryDelay = (typeof DELIVERY_DELAYS)[number];

/** What the ledger is sifted by: one of these, or `left`: all that went out, however long it took. */
export const SOUGHT_DELAYS = [...DELIVERY_DELAYS, 'left'] as const;
export type SoughtDelay = (typeof SOUGHT_DELAYS)[number];

/** SQL over `d`, said once for the figures and for the rows behind them. A receipt may be here before anybody wrote down that it was sent. */
export const DELAY = `
  CASE WHEN d.state = 'failed' THEN 'failed' WHEN d.state = 'queued' THEN 'waiting'
       WHEN coalesce(d.sent_at, d.delivered_at, d.read_at, d.acknowledged_at) - d.queued_at < interval '10 seconds' THEN 'under_10s'
       WHEN coalesce(d.sent_at, d.delivered_at, d.read_at, d.acknowledged_at) - d.queued_at < interval '1 minute' THEN 'under_1m'
       WHEN coalesce(d.sent_at, d.delivered_at, d.read_at, d.acknowledged_at) - d.queued_at < interval '5 minutes' THEN 'under_5m'
       WHEN coalesce(d.sent_at, d.delivered_at, d.read_at, d.acknowledged_at) - d.queued_at < interval '30 minutes' THEN 'under_30m' ELSE 'over_30m' END`;
export const HAS_LEFT = `d.state NOT IN ('failed', 'queued')`;
