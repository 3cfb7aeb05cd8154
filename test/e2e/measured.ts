import { appendFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What one of the main tasks may take, as the product promises it. */
export interface Limit {
  readonly clicks?: number;
  readonly seconds?: number;
}
export interface Measured {
  readonly task: string;
  readonly clicks: number;
  readonly keys: number;
  readonly seconds: number;
  readonly limit: Limit;
}

/** A press of a key, and a letter that came without one: Chinese is not typed key by key here, nor anywhere. */
const COUNTS = `{
  const on = (name, act) => !window.done && document.addEventListener(name, act, true);
  let pressed = false;
  on('pointerdown', () => (window.done.clicks += 1));
  on('keydown', () => { window.done.keys += 1; pressed = true; });
  on('keyup', () => (pressed = false));
  on('input', (event) => { if (!pressed) window.done.keys += (event.data ?? (event.target.matches('[type=file], [type=radio], [type=checkbox]') ? '' : event.target.value)).length; });
  window.done = { clicks: 0, keys: 0 };
}`;

/** One of the main tasks, from the first look to the moment it is done: its clicks, keys and seconds, held against their limits. */
export class Task {
  private readonly began = performance.now();

  private constructor(private readonly page: Page) {}

  /** On the page where it begins, which is not loaded anew until it ends. */
  static async begins(page: Page): Promise<Task> {
    const task = new Task(page);
    await page.evaluate(COUNTS);
    return task;
  }

  /** `also`: what no page can see, a tap on a message or on the camera's own button. Kept in the file that QK_MEASURED names, when it names one. */
  async ends(task: string, limit: Limit, also = { clicks: 0 }): Promise<Measured> {
    const seconds = Math.round((performance.now() - this.began) / 100) / 10;
    const { clicks, keys } = await this.page.evaluate<{ clicks: number; keys: number }>('window.done');
    const measured = { task, clicks: clicks + also.clicks, keys, seconds, limit };
    expect({ ...measured, within: measured.clicks <= (limit.clicks ?? Infinity) && seconds <= (limit.seconds ?? Infinity) }).toMatchObject({ within: true });
    if (process.env.QK_MEASURED) appendFileSync(process.env.QK_MEASURED, `${JSON.stringify(measured)}\n`);
    return measured;
  }
}
