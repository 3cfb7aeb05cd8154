import { uuid } from '@/core/api';
import { serverNow } from './clock';

/** A request on its way: until the server has answered, the same words go out under the same key, so they count once. */
export interface Outgoing<Body> {
  readonly key: string;
  /** When it was first sent, by the phone's own clock; ISO 8601. */
  readonly deviceAt: string;
  /** The same moment by the server's clock, as far as the phone knew it then. */
  readonly at: string;
  readonly body: Body;
}

/** Other words are another request: they get a key of their own, or the server would take them for the old ones. */
export function outgoing<Body>(earlier: Outgoing<Body> | null, body: Body): Outgoing<Body> {
  if (earlier && JSON.stringify(earlier.body) === JSON.stringify(body)) return earlier;
  return { key: uuid(), deviceAt: new Date().toISOString(), at: serverNow().toISOString(), body };
}

const PATIENCE_MS = 30_000;

/** A weak signal must not leave a button turning for ever. */
export function patience(): AbortSignal {
  const control = new AbortController();
  setTimeout(() => control.abort(), PATIENCE_MS);
  return control.signal;
}
