import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { House } from '../start/house.js';
import { launch, NARROW, Screen, WIDE } from './browser.js';
import { drafts, handsIn, lifts, sendsBack, signs } from './command.js';
import { townAnswers } from './crowd.js';
import { acknowledges, answersWithPhoto, logsViolation } from './field.js';

const FOLDER = path.resolve('docs/guide/pictures');

/** `npm run pictures`: goes through one night of a fresh demo district and takes the pictures of the guides on the way. */
async function takePictures(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const house = await new House().begins().ready();
  const browser = await launch();
  const opens = async (username: string, at: '/' | '/m/'): Promise<Screen> => (await Screen.opens(browser, house, { size: at === '/' ? WIDE : NARROW, zone: 'Asia/Shanghai' })).signsIn(username, at);
  try {
    await takeNight(house, opens);
  } finally {
    await browser.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  }
}

async function takeNight(house: House, opens: (username: string, at: '/' | '/m/') => Promise<Screen>): Promise<void> {
  const officer = await opens('zhiban01', '/');
  const approver = await opens('shenpi01', '/');
  const unit = await opens('qingshi', '/m/');
  const inspector = await opens('xuncha01', '/m/');
  await taken(officer, 'desk-calm');
  const warning = await drafts(officer, '橙色', '预测11月24日至25日连续两天日均AQI大于200，经会商达到橙色预警条件');
  await taken(officer, 'desk-draft');
  await handsIn(officer);
  await approver.page.locator('.waiting').getByRole('link', { name: '去处理' }).click();
  await approver.page.fill('#word', '橙色');
  await taken(approver, 'desk-sign');
  await approver.page.goBack();
  await signs(approver, '橙色');
  await unit.page.locator('.arrived').waitFor();
  await taken(unit, 'phone-arrived');
  await townAnswers(house);
  await acknowledges(unit);
  await unit.page.locator('.work').click();
  await unit.page.locator('.line').first().waitFor();
  await taken(unit, 'phone-checklist');
  await answersWithPhoto(unit, () => taken(unit, 'phone-answer'));
  await inspector.page.reload();
  await logsViolation(inspector, '夜间生产，未按要求停产', () => takenFromTop(inspector, 'phone-log'));
  await takeDesk(officer, unit);
  await officer.goes(warning);
  await lifts(officer, '冷空气过境，空气质量明显好转');
  await approver.goes('/');
  await signs(approver, '解除');
  await unit.page.getByText(/橙色预警已解除/).first().waitFor();
  await taken(unit, 'phone-stand-down');
}

async function takeDesk(officer: Screen, unit: Screen): Promise<void> {
  await officer.visits('指挥总览');
  await officer.page.locator('section.bar.level-orange').waitFor();
  await taken(officer, 'desk-overview');
  await officer.visits('应急响应');
  await officer.page.locator('table').getByRole('link').first().click();
  for (const [tab, name] of [['按单位', 'units'], ['按措施', 'measures'], ['送达', 'deliveries'], ['时间轴', 'timeline'], ['问题', 'violations'], ['待审核', 'review']] as const) {
    await officer.page.getByRole('tab', { name: new RegExp(tab) }).click();
    await officer.page.locator('.el-tab-pane:visible .card, .el-tab-pane:visible li').first().waitFor();
    await taken(officer, `desk-${name}`);
  }
  await sendsBack(officer, '照片看不清', '青石镇');
  await unit.page.getByText('照片看不清').waitFor();
  await takenFromTop(unit, 'phone-returned');
}

async function takenFromTop(screen: Screen, name: string): Promise<void> {
  await screen.page.evaluate('scrollTo(0, 0)');
  await taken(screen, name);
}

/** Small enough to be read on a slow line. */
async function taken({ page }: Screen, name: string): Promise<void> {
  await page.waitForTimeout(600);
  await sharp(await page.screenshot()).png({ palette: true, quality: 100, effort: 10 }).toFile(path.join(FOLDER, `${name}.png`));
  process.stdout.write(`${name}.png\n`);
}

await takePictures();
