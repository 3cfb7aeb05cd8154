const PATIENCE_MS = 30_000;

/** A weak signal must not leave a button turning for ever. */
export function patience(milliseconds = PATIENCE_MS): AbortSignal {
  const control = new AbortController();
  setTimeout(() => control.abort(), milliseconds);
  return control.signal;
}
