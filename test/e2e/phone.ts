import { readdirSync, readFileSync } from 'node:fs';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { House } from '../start/house.js';
import { CHROMIUM, NARROW } from './browser.js';
import { SMALL_TARGETS } from './fitting.js';
import { photo } from './photo.js';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** A phone: a browser with a memory of its own, which can lose its network, its power and its sense of time. */
export class Phone {
  context!: BrowserContext;
  page!: Page;

  constructor(
    private readonly folder: string,
    private readonly house: House,
    private readonly url: string,
  ) {}

  async starts({ offline = false, daysAhead = 0 } = {}): Promise<this> {
    this.context = await chromium.launchPersistentContext(this.folder, {
      ...{ executablePath: CHROMIUM, args: ARGS, viewport: NARROW, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: true, acceptDownloads: true, offline },
      ...{ permissions: ['geolocation'], geolocation: { latitude: 41.57012, longitude: 120.45033, accuracy: 8 } },
    });
    this.context.setDefaultTimeout(20_000);
    if (daysAhead) await this.context.addInitScript(`{ const Real = Date, ahead = ${daysAhead} * 86400000; globalThis.Date = class extends Real { constructor(...of) { of.length ? super(...of) : super(Real.now() + ahead); } static now() { return Real.now() + ahead; } }; }`);
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    return this;
  }

  /** Without a word to the page or the browser. */
  async losesPower(): Promise<void> {
    const gone = new Promise((done) => this.context.once('close', done));
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${this.folder}`)) process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
    await gone;
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(this.url + path);
  }

  /** After a power cut the browser may have lost the session, which it writes to its disk at leisure; then he signs in again. */
  async opensAs(username: string, path: string): Promise<void> {
    await this.opens(path);
    await this.page.locator('#username, header .link').first().waitFor();
    if (await this.page.locator('#username').isVisible()) await this.entersAs(username);
  }

  async signsIn(username: string, path = '/m/'): Promise<this> {
    await this.opens(path);
    return this.entersAs(username);
  }

  async entersAs(username: string): Promise<this> {
    await this.page.fill('#username', username);
    await this.page.fill('#password', this.house.accounts.find((account) => account.username === username)!.password);
    await this.page.click('button[type=submit]');
    await this.page.locator('#username').waitFor({ state: 'detached' });
    return this;
  }

  /** Until the page would open without a network. */
  async isInstalled(): Promise<void> {
    await this.page.waitForFunction(`navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)`);
  }

  /** With the last keystroke. */
  async hasKeptDraft(): Promise<void> {
    await this.page.locator('.kept[aria-busy=false]', { hasText: /草稿已存本机/ }).waitFor();
  }

  async losesSignal(): Promise<void> {
    await this.context.setOffline(true);
  }

  async findsSignal(): Promise<void> {
    await this.context.setOffline(false);
  }

  async takesPhotos(into: string, n = 1): Promise<void> {
    const one = await photo();
    await this.page.locator(`${into} input[type=file][multiple]`).setInputFiles(Array.from({ length: n }, (_, at) => ({ ...one, name: `IMG_${at}.jpg` })));
  }

  /** Bytes that the browser lets the page keep; null: as many as there are. */
  async hasRoomFor(bytes: number | null): Promise<void> {
    const devtools = await this.context.newCDPSession(this.page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: this.url, ...(bytes === null ? {} : { quotaSize: bytes }) });
  }

  /** Nothing, if all is well. */
  smallTargets(): Promise<string[]> {
    return this.page.evaluate(SMALL_TARGETS);
  }

  /** Through the link in the bar. */
  async looksIntoOutbox(): Promise<void> {
    await this.page.locator('header .box').click();
    await this.page.getByRole('heading', { name: '发件箱', level: 1 }).waitFor();
  }
}

/** Somebody who speaks to the API without a page. */
export class Caller {
  private cookie = '';

  constructor(
    private readonly house: House,
    private readonly username: string,
  ) {}

  async signsIn(): Promise<this> {
    const { password } = this.house.accounts.find((account) => account.username === this.username)!;
    const reply = await this.sends('/session', { username: this.username, password });
    this.cookie = reply.headers.get('set-cookie')!.split(';')[0]!;
    return this;
  }

  async does<T = Record<string, never>>(path: string, body: object = {}): Promise<T> {
    const reply = await this.sends(path, body);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path}: ${text}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  async reads<T>(path: string): Promise<T> {
    return (await fetch(`${this.house.url}/api/v1${path}`, { headers: { cookie: this.cookie } })).json() as Promise<T>;
  }

  private sends(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', cookie: this.cookie, 'idempotency-key': crypto.randomUUID() };
    return fetch(`${this.house.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }
}

/** 发布: drafted, seen, handed in and signed by a second person. Returns the warning. */
export async function raises(officer: Caller, approver: Caller, level: string): Promise<string> {
  const { id } = await officer.does<{ id: string }>('/warnings', { level, basis: 'own_forecast', reason: '预测连续两日AQI大于200' });
  const { previewHash } = await officer.reads<{ previewHash: string }>(`/warnings/${id}/preview`);
  await officer.does(`/warnings/${id}/submit`);
  await approver.does(`/warnings/${id}/approve`, { previewHash });
  return id;
}

/** 解除, signed by a second person. */
export async function lifts(officer: Caller, approver: Caller, warning: string): Promise<void> {
  await officer.does(`/warnings/${warning}/lift`, { basis: 'own_forecast', reason: '空气质量好转' });
  await officer.does(`/warnings/${warning}/submit`);
  await approver.does(`/warnings/${warning}/approve`);
}
