/** A request on its way: until the server has answered, the same words go out under the same key, so they count once. */
export interface Outgoing<Body> {
  readonly key: string;
  /** When it was first sent, by the phone's own clock; ISO 8601. */
  readonly at: string;
  readonly body: Body;
}

/** Other words are another request: they get a key of their own, or the server would take them for the old ones. */
export function outgoing<Body>(earlier: Outgoing<Body> | null, body: Body, at: Date): Outgoing<Body> {
  if (earlier && JSON.stringify(earlier.body) === JSON.stringify(body)) return earlier;
  return { key: freshKey(), at: at.toISOString(), body };
}

/** A UUID; `crypto.randomUUID` is missing in older browsers and on pages without https. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const PATIENCE_MS = 30_000;

/** A weak signal must not leave a button turning for ever. */
export function patience(): AbortSignal {
  const control = new AbortController();
  setTimeout(() => control.abort(), PATIENCE_MS);
  return control.signal;
}
