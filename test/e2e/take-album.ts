import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { Person } from '../harness/person.js';
import { House } from '../start/house.js';
import { contents, PARTS, type Leaf } from './album.js';
import { Screen } from './browser.js';
import { photo } from './photo.js';

/** 画册: a picture of every page there is, in a district in the middle of its night, and the page of the guide that shows them all. */
export async function takeAlbum(browser: Browser, keep: (screen: Screen, name: string) => Promise<void>): Promise<void> {
  const house = await new House().begins([], {}, ['--nights']).ready();
  try {
    const ids = await prepared(house);
    for (const { name, base, signIn, size, leaves } of PARTS) {
      for (const who of new Set(leaves.map((leaf) => leaf.who))) {
        const screen = await Screen.opens(browser, house, { size, zone: 'Asia/Shanghai' });
        if (who) await screen.signsIn(who, signIn);
        for (const leaf of leaves.filter((one) => one.who === who)) {
          await opens(screen, leaf, base + filled(leaf.at ?? leaf.route, ids));
          await keep(screen, `pages/${name}-${leaf.name}`);
        }
        await screen.closes();
      }
    }
  } finally {
    await house.ends('SIGINT');
    await house.isRemoved();
  }
  writeFileSync('docs/guide/pages.md', contents());
}

/** One finding given to its unit, another already reported put right: else the pages of both would have nothing to show. */
async function prepared(house: House): Promise<Record<string, string>> {
  const person = (username: string): Person => new Person(house.url, username, house.accounts.find((account) => account.username === username)!.password);
  const [officer, unit, town, inspector] = [person('zhiban01'), person('qingshi'), person('xincheng'), person('xuncha01')];
  const first = async (who: Person, path: string): Promise<any> => (await who.reads(path)).items[0];
  const running = await first(officer, '/responses');
  const found = await first(officer, '/violations');
  const another = await inspector.does('/violations', { unitId: found.unitId, category: 'road_dust', place: '东环路与迎宾街路口', photos: [await inspector.photographs((await photo()).buffer)] });
  const due = { unitId: found.unitId, rectifyBy: new Date(Date.now() + 86_400_000).toISOString(), note: '今晚处理到位' };
  for (const id of [found.id, another.id]) await officer.does(`/problems/${id}/assign`, due);
  await town.does(`/problems/${found.id}/rectify`, { note: '已全部苫盖', photos: [await town.photographs((await photo()).buffer)] });
  return { response: running.id, warning: running.warningId, plan: (await first(officer, '/plans')).id, list: (await first(unit, '/checklists?mine=true')).id, problem: another.id, rectified: found.id };
}

const filled = (at: string, ids: Record<string, string>): string => at.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name]!);

async function opens(screen: Screen, { press }: Leaf, at: string): Promise<void> {
  const { page } = screen;
  await screen.goes(at);
  await page.locator('h1, main').first().waitFor();
  await page.locator('.el-skeleton, .skeleton').first().waitFor({ state: 'detached' });
  if (press) await page.getByRole('button', { name: press }).first().click();
  // Until a chart has grown and a drawer has come in.
  await page.waitForTimeout(1_500);
}
