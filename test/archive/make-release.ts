import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { freePort } from '../../apps/standalone/src/free-port.js';
import type { Account } from '../harness/city.js';
import { Person } from '../harness/person.js';

/** Units of the demo district that answer for a good many lines. */
const TOWNSHIPS = ['qingshi', 'liuwan', 'beitun', 'yulinpu', 'shuangquan'];

/**
 * Makes the fixture of a release, with that release's own code: `node dist/test/archive/make-release.js VERSION COMMIT`. It builds the
 * commit in a folder of its own, starts it as `npm start` does, brings a response to its middle over HTTP, and backs it up with
 * its own tool while it runs. What later versions must be able to restore and finish is then test/archive/release-VERSION.qkbackup.
 */
async function main([version, commit]: string[]): Promise<void> {
  if (!version || !commit) throw new Error('make-release VERSION COMMIT');
  const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-release-'));
  const house = await built(folder, commit);
  const port = await freePort();
  const dataDir = path.join(folder, 'data');
  const running = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], { cwd: house, stdio: 'inherit', env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '', LOG_LEVEL: 'warn' } });
  try {
    const url = `http://127.0.0.1:${port}`;
    await ready(url, running);
    const accounts = JSON.parse(readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8')) as Account[];
    const told = await middleOfAResponse(url, accounts);
    const file = path.resolve(`test/archive/release-${version}`);
    const backup = spawnSync(process.execPath, ['dist/apps/standalone/src/backup.js', `${file}.qkbackup`], { cwd: house, stdio: 'inherit', env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' } });
    if (backup.status !== 0) throw new Error('the backup failed');
    writeFileSync(`${file}.json`, `${JSON.stringify({ commit, accounts, ...told }, null, 1)}\n`);
  } finally {
    running.kill('SIGTERM');
    await new Promise((resolve) => running.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function built(folder: string, commit: string): Promise<string> {
  const house = path.join(folder, 'house');
  mkdirSync(house);
  const packed = spawnSync('git', ['archive', '-o', path.join(folder, 'house.tar'), commit]);
  if (packed.status !== 0 || spawnSync('tar', ['-xf', path.join(folder, 'house.tar'), '-C', house]).status !== 0) throw new Error(`${commit} cannot be unpacked`);
  symlinkSync(path.resolve('node_modules'), path.join(house, 'node_modules'));
  if (spawnSync(process.execPath, ['config/build.mjs'], { cwd: house, stdio: 'inherit' }).status !== 0) throw new Error(`${commit} cannot be built`);
  // The console is not asked for here; the api only looks whether it stands.
  mkdirSync(path.join(house, 'apps/web/dist'), { recursive: true });
  return house;
}

async function ready(url: string, running: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600 && running.exitCode === null; tries++, await sleep(100)) {
    if (await fetch(`${url}/readyz`).then((reply) => reply.json() as Promise<{ status: string }>, () => null).then((answer) => answer?.status === 'ready')) return;
  }
  throw new Error('the release did not start');
}

/** Raised; five units have acknowledged, three have answered, one with a photo, one answer has come back; a violation stands. */
async function middleOfAResponse(url: string, accounts: readonly Account[]): Promise<object> {
  const person = (username: string): Person => new Person(url, username, accounts.find((account) => account.username === username)!.password);
  const [officer, approver, inspector] = [person('zhiban01'), person('shenpi01'), person('xuncha01')];
  const body = { level: 'orange', basis: 'own_forecast', reason: '预测日AQI大于200将持续48小时' };
  const key = 'release-draft-1';
  const answer = await officer.does<{ id: string }>('/warnings', body, { 'idempotency-key': key });
  await officer.does(`/warnings/${answer.id}/submit`);
  const { previewHash } = await approver.reads<{ previewHash: string }>(`/warnings/${answer.id}/preview`);
  await approver.does(`/warnings/${answer.id}/approve`, { previewHash });
  const { items: responses } = await officer.reads<{ items: { id: string }[] }>('/responses');
  const response = responses[0]!.id;
  await until(async () => (await officer.reads<{ totals: { checklists: number; sent: number } }>(`/responses/${response}/progress`)).totals, ({ checklists, sent }) => checklists > 0 && sent === checklists);
  const units = TOWNSHIPS.map(person);
  for (const unit of units) await answers(unit, units.indexOf(unit));
  const { items: queue } = await until(() => officer.reads<{ items: { checklistId: string; itemId: string }[] }>(`/reviews?responseId=${response}`), ({ items }) => items.length > 2);
  await officer.does(`/checklists/${queue[0]!.checklistId}/items/${queue[0]!.itemId}/accept`);
  await officer.does(`/checklists/${queue[1]!.checklistId}/items/${queue[1]!.itemId}/return`, { reason: '照片看不清车间' });
  const [site] = (await inspector.reads<{ items: { id: string }[] }>('/units?search=hyzz')).items;
  await inspector.does('/violations', { unitId: site!.id, category: 'not_stopped', measureNo: '62', place: '青石镇工业园', photos: [await photograph(inspector, '#556677')] });
  await sleep(2_000);
  return { warning: answer.id, response, repeated: { username: 'zhiban01', path: '/warnings', key, body, answer } };
}

/** The first three answer, the first one of them with a photo; the others acknowledge only. */
async function answers(unit: Person, n: number): Promise<void> {
  const [list] = (await unit.reads<{ items: { id: string }[] }>('/checklists?mine=true')).items;
  await unit.does(`/checklists/${list!.id}/acknowledge`);
  if (n > 2) return;
  const { items } = await unit.reads<{ items: { id: string; role: string; state: string; evidence: string[] }[] }>(`/checklists/${list!.id}`);
  const open = items.filter((item) => item.role === 'responsible' && item.state === 'open');
  const shown = open.find((item) => item.evidence.includes('photo'));
  const proof = { count: 3, latitude: 41.57, longitude: 120.45, document: '晴气应指〔2026〕1号' };
  if (n === 0 && shown) await unit.does(`/checklists/${list!.id}/items/${shown.id}/confirm`, { answer: 'done', photos: [await photograph(unit, '#887766')], ...proof });
  const rest = open.filter((item) => n > 0 || item !== shown).slice(0, 10);
  await unit.does(`/checklists/${list!.id}/confirm`, { items: rest.map((item) => ({ itemId: item.id, answer: 'not_applicable', note: '本单位无此情形' })) });
}

const photograph = async (person: Person, background: string): Promise<string> =>
  person.photographs(await sharp({ create: { width: 96, height: 64, channels: 3, background } }).jpeg().toBuffer());

async function until<T>(look: () => Promise<T>, isThere: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 200; tries++, await sleep(100)) {
    const seen = await look();
    if (isThere(seen)) return seen;
  }
  throw new Error('the release does not get on');
}

if (!existsSync('package.json')) throw new Error('Start it from the root of the repository.');
await main(process.argv.slice(2));
