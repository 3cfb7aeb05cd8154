import { pause, type Term } from './leadership.js';

/** Under load passes begin so far apart: what arrives meanwhile goes together, and each pass has a commit of its own to pay. */
const BREATH_MS = 20;

/**
 * Runs `pass` at once whenever the bell rings, again as long as it finds work, and at least every `floorMs`.
 * A ring during a pass is remembered, so no wake-up is lost between looking and sleeping.
 */
export async function wakeful(term: Term, bell: string, floorMs: number, pass: () => Promise<boolean>): Promise<void> {
  let rung = true;
  let wake: () => void = () => undefined;
  const ring = (): void => {
    rung = true;
    wake();
  };
  term.client.on('notification', ring);
  term.ended.addEventListener('abort', ring);
  await term.client.query(`LISTEN ${bell}`);
  let began = -BREATH_MS;
  while (!term.ended.aborted) {
    const early = began + BREATH_MS - performance.now();
    if (early > 0) await pause(early, term.ended);
    if (!rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, floorMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    rung = false;
    if (term.ended.aborted) return;
    began = performance.now();
    if (await pass()) rung = true;
  }
}
