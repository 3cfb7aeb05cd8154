import ExcelJS from 'exceljs';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { channelsFile, FakeSms } from '../harness/gateways/index.js';
import { House } from '../start/house.js';
import { launch, NARROW, Screen, WIDE } from './browser.js';
import { drafts, handsIn, lifts, sendsBack, signs } from './command.js';
import { townAnswers } from './crowd.js';
import { finds } from './over-http.js';
import { takeAlbum } from './take-album.js';
import { acknowledges, answersWithPhoto, logsViolation } from './field.js';

const FOLDER = path.resolve('docs/guide/pictures');

/** `npm run pictures`: goes through one night of a fresh demo district and takes the pictures of the guides on the way; then one of every page there is. */
async function takePictures(): Promise<void> {
  mkdirSync(path.join(FOLDER, 'pages'), { recursive: true });
  const sms = await new FakeSms().opens();
  const CHANNELS_FILE = channelsFile(mkdtempSync(path.join(tmpdir(), 'qingkong-channels-')), [sms.entry()]);
  const house = await new House().begins([], { CHANNELS_FILE }).ready();
  const browser = await launch();
  const opens = async (username: string, at: '/' | '/m/'): Promise<Screen> => (await Screen.opens(browser, house, { size: at === '/' ? WIDE : NARROW, zone: 'Asia/Shanghai' })).signsIn(username, at);
  try {
    await takeNight(house, opens, async () => takeLink(await Screen.opens(browser, house, { size: NARROW, zone: 'Asia/Shanghai' }), sms));
    await takeAlbum(browser, taken);
  } finally {
    await browser.close();
    await house.ends('SIGINT');
    await house.isRemoved();
    await sms.dies();
  }
}

/** A number on record before the night, and the page behind the link that arrives there. */
async function takeContacts(officer: Screen): Promise<void> {
  const { page } = officer;
  await officer.goes('/directory?tab=missing');
  await page.getByPlaceholder('单位名称或拼音首字母').last().fill('柳湾镇');
  await page.getByText('1 家单位只能靠站内消息').waitFor();
  await page.getByRole('row', { name: /柳湾镇/ }).getByRole('button', { name: '登记联系方式' }).click();
  await page.fill('#contact-address', '13800138000');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByRole('tab', { name: '联系方式', exact: true }).click();
  await page.getByRole('row', { name: /柳湾镇/ }).getByRole('button', { name: '核实', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发送核实码' }).click();
  await page.getByText('已交发送').waitFor();
  await taken(officer, 'desk-verify');
  await page.getByText('回拨电话').click();
  await page.getByRole('button', { name: '已回拨，无误' }).click();
  await page.getByRole('row', { name: /已核实/ }).waitFor();
  await officer.goes('/');
}

/** A plan of our own words, with what a document leaves open in real life. */
const DOCUMENT = [
  '柳湾片区冬季重污染应对任务表',
  '序号\t任务分类\t任务内容\t完成时限\t牵头单位\t责任单位',
  '1\t工业减排\t重点企业按应急减排清单停产、限产，落实到每条生产线\t应急响应期间\t区生态环境分局\t各乡镇街',
  '2\t扬尘管控\t停止土石方作业，裸土全部苫盖\t应急响应期间\t\t区住建局',
  '3\t移动源\t国三及以下柴油货车禁止进入建成区\t2026年11月底前\t区交警大队\t各公安分局',
  '4\t禁烧巡查\t田间地头每日巡查，发现一处处理一处\t2026年12月底前\t区农业农村局\t相关乡镇',
].join('\n');

async function takeImport(officer: Screen): Promise<void> {
  const { page } = officer;
  await officer.goes('/plans');
  await page.getByRole('button', { name: '导入预案' }).click();
  await page.setInputFiles('#import-file', { name: '任务表.txt', mimeType: 'text/plain', buffer: Buffer.from(DOCUMENT) });
  await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
  await page.getByRole('link', { name: '去处理' }).click();
  await page.getByRole('button', { name: '重新对照名录' }).waitFor();
  await taken(officer, 'desk-import');
  await page.getByRole('button', { name: '撤销导入' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click();
  await page.getByText('导入已撤销').waitFor();
  await officer.goes('/');
}

async function takeLink(phone: Screen, sms: FakeSms): Promise<void> {
  const link = (): string | undefined => sms.taken.map(({ text }) => /\/m\/a\/[0-9A-Za-z]+/.exec(text)?.[0]).find(Boolean);
  while (!link()) await sleep(100);
  await phone.goes(link()!);
  await phone.page.getByRole('button', { name: /签\s*收/ }).waitFor();
  await taken(phone, 'phone-link');
  await phone.page.getByRole('button', { name: /签\s*收/ }).click();
  await phone.page.getByRole('heading', { name: /已签收/ }).waitFor();
}

async function takeNight(house: House, opens: (username: string, at: '/' | '/m/') => Promise<Screen>, takeLink: () => Promise<void>): Promise<void> {
  const officer = await opens('zhiban01', '/');
  const approver = await opens('shenpi01', '/');
  const unit = await opens('qingshi', '/m/');
  const inspector = await opens('xuncha01', '/m/');
  await taken(officer, 'desk-calm');
  await takeContacts(officer);
  await takeRoster(await opens('xitong01', '/'));
  await takeImport(officer);
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
  await takeLink();
  await townAnswers(house);
  await acknowledges(unit);
  await unit.page.locator('.work').click();
  await unit.page.locator('.line').first().waitFor();
  await taken(unit, 'phone-checklist');
  await answersWithPhoto(unit, () => taken(unit, 'phone-answer'));
  await takeOffline(unit);
  await inspector.page.reload();
  await logsViolation(inspector, '夜间生产，未按要求停产', () => takenFromTop(inspector, 'phone-log'));
  await finds(house, 'not_stopped');
  await takeDesk(officer, unit);
  await takeWall(officer);
  await officer.goes(warning);
  await lifts(officer, '冷空气过境，空气质量明显好转');
  await approver.goes('/');
  await signs(approver, '解除');
  await unit.page.getByText(/橙色预警已解除/).first().waitFor();
  await taken(unit, 'phone-stand-down');
}

/** An answer given without a signal, and the outbox where it waits; deleted again, for the review further on is of one answer. */
async function takeOffline(unit: Screen): Promise<void> {
  const { page } = unit;
  await page.context().setOffline(true);
  const line = page.locator('.line').first();
  await line.locator('label', { hasText: '不涉及' }).click();
  await line.locator('textarea').fill('本镇没有这类企业');
  await page.getByRole('button', { name: /^提 交/ }).click();
  await page.getByText('1 条在发件箱').waitFor();
  await page.getByText('已存本机发件箱').waitFor({ state: 'detached' });
  await takenFromTop(unit, 'phone-waiting');
  await page.getByText('1 条在发件箱').click();
  await page.getByRole('article').first().waitFor();
  await taken(unit, 'phone-outbox');
  await page.getByRole('button', { name: '删除' }).click();
  await page.getByRole('button', { name: '再点一次，彻底删除' }).click();
  await page.context().setOffline(false);
  await page.goBack();
}

async function takeDesk(officer: Screen, unit: Screen): Promise<void> {
  await officer.visits('指挥总览');
  await officer.page.locator('section.bar.level-orange').waitFor();
  await taken(officer, 'desk-overview');
  await takeHandover(officer);
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

/** 交班: the open points as the product lists them. */
async function takeHandover(officer: Screen): Promise<void> {
  const { page } = officer;
  await officer.visits('值班与交接');
  await page.getByRole('button', { name: '交班', exact: true }).click();
  await page.locator('.point').first().waitFor();
  await page.fill('#duty-note', '区水利局还没有回电，已请青石镇代转');
  await taken(officer, 'desk-handover');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await officer.goes('/');
}

/** 批量导入: a workbook with a fault, named by row and column. */
async function takeRoster(admin: Screen): Promise<void> {
  const { page } = admin;
  const book = new ExcelJS.Workbook();
  book.addWorksheet('人员').addRows([['姓名', '所在单位', '职务', '负责人'], ['田野', '青石镇', '科员', '否'], ['秦朗', '青石乡', '', '是']]);
  await page.getByRole('button', { name: '批量导入' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: '名册.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await book.xlsx.writeBuffer()) });
  await page.getByText(/需要改正/).waitFor();
  await taken(admin, 'desk-roster');
}

/** The charts of the response, and the wall at two sizes, with whoever is signed in. */
async function takeWall(officer: Screen): Promise<void> {
  const { page } = officer;
  await page.getByRole('tab', { name: '图表' }).click();
  await page.locator('.chart svg text').first().waitFor();
  // Until the bars have grown.
  await page.waitForTimeout(1_500);
  await taken(officer, 'desk-charts');
  const desk = page.url();
  await page.goto(new URL('/screen/', desk).href);
  for (const [width, height] of [[1920, 1080], [6656, 1792]] as const) {
    await page.setViewportSize({ width, height });
    await page.locator('.chart svg text').first().waitFor();
    await page.waitForTimeout(1_500);
    await taken(officer, `wall-${width}`);
  }
  await page.setViewportSize(WIDE);
  await page.goto(desk);
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
