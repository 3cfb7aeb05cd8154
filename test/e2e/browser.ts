import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { DemoAccount } from '../start/house.js';
import { CUT_SHORT, MISFITS, SMALL_TARGETS } from './fitting.js';

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };
/** Of devices; what is shown is Beijing time on all of them. */
export const ZONES = ['Asia/Shanghai', 'UTC', 'America/New_York'];

/** Where Chromium is; the runner looks for it. Without one the nights are skipped, by name. */
export const CHROMIUM = process.env.QK_CHROMIUM ?? '';
const AXE = readFileSync(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] });

/** Where the product answers, and who may sign in there. */
export interface Served {
  readonly url: string;
  readonly accounts: readonly Pick<DemoAccount, 'username' | 'password'>[];
}

interface Looks {
  readonly size: { width: number; height: number };
  /** Time zone of the device; what is shown must be Beijing time all the same. */
  readonly zone: string;
}

/** One person at one device: a browser of its own, which writes down all that went wrong in it. */
export class Screen {
  readonly troubles: string[] = [];
  /** Without a network a browser complains about every request; that is no trouble of the page. */
  private isOffline = false;

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly house: Served,
  ) {
    page.on('console', (said) => !this.isOffline && ['error', 'warning'].includes(said.type()) && this.troubles.push(`${said.text()} ${said.location().url} at ${page.url()}`));
    page.on('pageerror', (error) => this.troubles.push(`${error.message} at ${page.url()}`));
    page.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(house.url)) this.troubles.push(`asked another host: ${request.url()}`);
    });
  }

  static async opens(browser: Browser, house: Served, { size, zone }: Looks): Promise<Screen> {
    const context = await browser.newContext({ viewport: size, timezoneId: zone, locale: 'zh-CN', permissions: ['geolocation'], geolocation: { latitude: 41.57012, longitude: 120.45033, accuracy: 8 } });
    context.setDefaultTimeout(20_000);
    return new Screen(context, await context.newPage(), house);
  }

  async signsIn(username: string, at: '/' | '/m/'): Promise<this> {
    const { password } = this.house.accounts.find((account) => account.username === username)!;
    await this.goes(at);
    await this.page.fill('#username', username);
    await this.page.fill('#password', password);
    await this.page.click('button[type=submit]');
    await this.page.locator('#username').waitFor({ state: 'detached' });
    // From here on the page is never loaded anew; the mark would be gone.
    await this.page.evaluate(`window.sameDocument = true`);
    return this;
  }

  async goes(to: string): Promise<void> {
    await this.page.goto(this.house.url + to);
  }

  /** Through the menu, as a person goes; on a narrow screen it has to be opened first. */
  async visits(place: string): Promise<void> {
    const menu = this.page.getByRole('navigation', { name: '主菜单' });
    const opener = this.page.getByRole('button', { name: '主菜单' });
    if (await opener.isVisible()) await opener.click();
    await menu.getByRole('link', { name: place }).click();
    await this.page.getByRole('heading', { name: place, level: 1 }).waitFor();
  }

  /** True while the page has not been loaded anew since signing in. */
  isSameDocument(): Promise<boolean> {
    return this.page.evaluate(`window.sameDocument === true`);
  }

  /** Findings of axe that are serious or critical, on the page as it stands. */
  async isAccessible(): Promise<void> {
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate<string[]>(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 160)))`,
    );
    this.troubles.push(...found.map((one) => `axe at ${this.page.url()}: ${one}`));
  }

  /** No page is wider than its screen. */
  async fits(): Promise<void> {
    const excess = await this.page.evaluate<number>(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);
    if (excess > 0) this.troubles.push(`${this.page.url()} is ${excess} px wider than the screen`);
  }

  /** From the next page on this one is not told the time by the server: what its own clock is moved to counts. The page is left, so that nothing of it is learnt on the way. */
  async isToldNoTime(): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.addInitScript(`{
      const told = Headers.prototype.get;
      Headers.prototype.get = function (name) { return name.toLowerCase() === 'date' ? null : told.call(this, name); };
    }`);
  }

  async losesSignal(): Promise<void> {
    this.isOffline = true;
    await this.context.setOffline(true);
  }

  async findsSignal(): Promise<void> {
    await this.context.setOffline(false);
    this.isOffline = false;
  }

  /** The system of this person becomes light or dark; the page follows. */
  async inTheme(theme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme });
    // Looked at from outside: the page's own policy forbids the evaluation that waiting inside of it would need.
    while ((await this.page.evaluate<boolean>(`document.documentElement.classList.contains('dark')`)) !== (theme === 'dark')) await this.page.waitForTimeout(20);
  }

  /** As it stays: colours in the middle of their change are nobody's contrast. */
  async looksRight(): Promise<void> {
    await this.page.evaluate(`Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < 5000).map((one) => one.finished.catch(() => undefined)))`);
    await this.fits();
    await this.isAccessible();
  }

  /** A phone, in both sizes of its text: what a thumb must hit is large enough, and no word is cut off or leaves the screen. */
  async suitsAThumb(): Promise<void> {
    const root = 'document.documentElement';
    for (const size of ['large', 'normal']) {
      const found = await this.page.evaluate<string[]>(`(${root}.dataset.text = '${size}', [
        ...${SMALL_TARGETS}, ...${MISFITS}, ...${CUT_SHORT},
        ...(${root}.scrollWidth > ${root}.clientWidth ? ['wider than the screen'] : [])])`);
      this.troubles.push(...found.map((one) => `${this.page.url()} with ${size} text: ${one}`));
    }
  }

  closes(): Promise<void> {
    return this.context.close();
  }
}
