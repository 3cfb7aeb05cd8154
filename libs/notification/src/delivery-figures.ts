import { Database, figure, TellsFigures, type Figure, type FigureSource } from '#platform';

/** What is on its way or has failed; what arrived long ago is not counted, because the ledger grows for ever. */
const LOOK = `
  SELECT channel, state::text, count(*)::int AS n FROM notification_delivery
   WHERE state IN ('queued', 'failed') AND queued_at > clock_now() - interval '1 day' GROUP BY 1, 2`;
const OLDEST = `
  SELECT channel, extract(epoch FROM clock_now() - min(queued_at))::float8 AS seconds FROM notification_delivery WHERE state = 'queued' GROUP BY 1`;

/** 送达台账 in figures: messages that wait, and messages that no channel could deliver. */
@TellsFigures()
export class DeliveryFigures implements FigureSource {
  readonly meanings = {
    deliveries: ['Messages of the last day that are queued or have failed, by channel', 'channel', 'state'],
    delivery_oldest_seconds: ['Age of the oldest message that no channel has taken', 'channel'],
  } as const;

  constructor(private readonly database: Database) {}

  async figures(): Promise<Figure[]> {
    const rows = await this.database.query<{ channel: string; state: string; n: number }>(LOOK);
    const oldest = await this.database.query<{ channel: string; seconds: number }>(OLDEST);
    // In-app is always there, so that an alert on it exists before the first failure.
    const known = [...new Set(['in_app', ...rows.map((row) => row.channel)])];
    const count = (channel: string, state: string): number => rows.find((row) => row.channel === channel && row.state === state)?.n ?? 0;
    return [
      ...known.flatMap((channel) => ['queued', 'failed'].map((state) => figure('deliveries', count(channel, state), { channel, state }))),
      ...known.map((channel) => figure('delivery_oldest_seconds', oldest.find((row) => row.channel === channel)?.seconds ?? 0, { channel })),
    ];
  }
}
