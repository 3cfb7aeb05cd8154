import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { ContactCodes } from '#directory';
import { AcknowledgementLink } from '#notification';
import type { FakeSms } from '../harness/gateways/index.js';
import type { Person } from '../harness/person.js';
import { proof, type Item } from '../harness/unit.js';
import { draftPlan } from './draft-plan.js';
import type { Walk } from './walk.js';

const own = { basis: 'own_forecast', reason: '预测日AQI大于200将持续48小时' };
const PATIENCE_MS = 30_000;
const PASSWORD = 'Rain-on-seven-roofs-2026';
/** A government document as it is copied out of its file: a cell a line. */
const TASK_TABLE = ['序号', '任务要求', '任务时限', '牵头单位', '责任单位', '1', '清理河岸。', '长期坚持', '区水利局', '各乡镇街'].map((cell) => `\t${cell}`).join('\n');
const DEMO_PLAN = path.resolve(__dirname, '../../config/plans/qingchuan-2021-2022.yaml');

/** Does everything that the door lets people do, each so that it succeeds: what there is to look at afterwards. */
export class Acting {
  readonly officer: Person;
  readonly approver: Person;
  readonly town: Person;
  readonly admin: Person;
  readonly guard: Person;

  constructor(
    private readonly walk: Walk,
    private readonly sms: FakeSms,
  ) {
    const { city } = walk;
    this.officer = city.person('zhiban01');
    this.approver = city.person('shenpi01');
    this.town = city.person('qingshi');
    this.admin = city.person('xitong01');
    this.guard = city.person('anquan01');
  }

  private one<Row>(text: string, values: unknown[] = []): Promise<Row> {
    return this.walk.city.database.query<Row>(text, values).then((rows) => rows[0]!);
  }

  async accounts(): Promise<void> {
    const { walk, admin, guard } = this;
    const { id: unitId } = await this.one<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '柳湾镇'`);
    const { id } = await walk.call(admin, 'POST /accounts', [], { username: 'shichang', name: '试长', unitId });
    await walk.call(guard, 'POST /accounts/:id/roles', [id], { role: 'unit' });
    const { token } = await walk.call(guard, 'POST /accounts/:id/invitation', [id], {});
    await walk.call(null, 'POST /invitations/accept', [], { token, password: PASSWORD });
    await walk.call(null, 'POST /session', [], { username: 'shichang', password: PASSWORD });
    const newcomer = Object.assign(Object.create(Object.getPrototypeOf(admin) as object) as Person, admin, { username: 'shichang', password: PASSWORD, cookie: '' });
    await walk.call(newcomer, 'POST /session/password', [], { current: PASSWORD, next: `${PASSWORD}-next` });
    const screen = Object.assign(Object.create(Object.getPrototypeOf(admin) as object) as Person, this.officer, { cookie: '' });
    await walk.call(screen, 'POST /session/wall', [], {});
    await walk.call(newcomer, 'DELETE /session');
    await walk.call(null, 'POST /session', [], { username: 'shichang', password: `${PASSWORD}-next` });
    const { items: open } = await walk.call(guard, 'GET /accounts/:id/sessions', [id]);
    await walk.call(guard, 'POST /accounts/:id/sessions/:sessionId/end', [id, open[0].id], {});
    await walk.call(guard, 'POST /accounts/:id/sessions/end', [id], {});
    await walk.call(guard, 'POST /accounts/:id/state', [id], { active: false });
    await walk.call(guard, 'DELETE /accounts/:id/roles/:role', [id, 'unit']);
  }

  /** While somebody checks the journal the night goes on. */
  async checks(): Promise<void> {
    await this.walk.call(this.walk.city.person('shenji01'), 'POST /audit/checks');
  }

  async contacts(): Promise<void> {
    const { walk, admin } = this;
    const { id: unitId } = await this.one<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '青石镇'`);
    const { id } = await walk.call(admin, 'POST /contacts', [], { unitId, channel: 'mobile', address: '13900139001' });
    await walk.call(admin, 'POST /contacts/:id/code', [id], {});
    const { code } = await this.one<{ code: string }>('SELECT max(id)::text AS code FROM directory_contact_code WHERE contact_id = $1', [id]);
    await walk.call(admin, 'POST /contacts/:id/verify', [id], { code: await walk.city.service(ContactCodes).digits(code) });
    const { id: other } = await walk.call(admin, 'POST /contacts', [], { unitId, channel: 'mobile', address: '13900139002' });
    await walk.call(admin, 'POST /contacts/:id/called-back', [other], {});
    await walk.call(admin, 'POST /contacts/:id/end', [other], {});
  }

  /** Plans with few questions and with many; then the demo plan again, put into force by the approver. Returns the first. */
  async plans(): Promise<string> {
    const { walk, officer, approver } = this;
    const drafts: string[] = [];
    for (const questions of [2, 40]) {
      const { id } = await walk.call(officer, 'POST /plans', [], { sourceName: 'x.yaml', format: 'qingkong.plan/1', text: draftPlan(questions) });
      drafts.push(id);
      await walk.call(officer, 'POST /plans/:id/questions/:n/answer', [id, '1'], { units: ['青石镇'] });
      await walk.call(officer, 'POST /plans/:id/units/request', [id], {});
      await walk.call(officer, 'POST /plans/:id/units/match', [id], {});
      await walk.call(officer, 'POST /plans/:id/questions/answer', [id], { field: 'lead', reason: 'unknown_unit', units: ['青石镇'] });
      await walk.call(officer, 'PUT /plans/:id/measures/:no', [id, '1'], { levels: ['I'], lines: Array.from({ length: questions }, (_, n) => ({ text: `点${n}`, evidence: ['photo'] })) });
      await walk.call(officer, 'PUT /plans/:id/levels', [id], { levels: [{ warning: 'red', response: 'I' }] });
      await walk.call(officer, 'PUT /plans/:id/clocks', [id], { acknowledge: { withinMinutes: 60, ladder: [] } });
      const { items } = await walk.call(officer, 'GET /plans/:id', [id]);
      await walk.call(officer, 'PATCH /plans/:id/measures/:no', [id, '2'], { mark: items[1].mark, title: '改过的措施', deadline: { kind: 'none', text: '尽快' }, lead: { units: ['青石镇'] }, exemptions: ['抢险'] });
      await walk.call(officer, 'POST /plans/:id/questions/answer', [id], { field: 'deadline', reason: 'unreadable', dismiss: true, note: '照原文' });
      await walk.call(officer, 'PUT /plans/:id/parent', [id], { number: '市政发〔2026〕1号' });
      await walk.call(approver, 'POST /plans/:id/publish', [id], { reason: '试写的单位没有账号' });
      await walk.call(officer, 'POST /plans/:id/draft', [id], {});
    }
    await walk.call(officer, 'POST /plans/import', [], { sourceName: 'y.txt', format: 'text', text: TASK_TABLE });
    const upload = new FormData();
    const book = new ExcelJS.Workbook();
    book.addWorksheet('y').addRows([['序号', '任务要求', '任务时限', '牵头单位', '责任单位'], [1, '清理河岸。', '长期坚持', '', '各乡镇街']]);
    upload.append('file', new Blob([await book.xlsx.writeBuffer()]), 'y.xlsx');
    const { id: document } = await walk.call(officer, 'POST /plans/documents', [], upload);
    const { id: mistaken } = await walk.call(officer, 'POST /plans/documents/:id/import', [document], {});
    await walk.call(officer, 'GET /plans/documents/:id', [document]);
    await walk.call(officer, 'GET /plans/documents/:id/file', [document]);
    await walk.call(officer, 'GET /plans/documents/:id/annotated', [document]);
    await walk.call(officer, 'POST /plans/:id/undo', [mistaken], {});
    const { id } = await walk.call(officer, 'POST /plans', [], { sourceName: 'z.yaml', format: 'qingkong.plan/1', text: readFileSync(DEMO_PLAN, 'utf8') });
    await walk.call(approver, 'POST /plans/:id/publish', [id], { reason: '试写的单位没有账号' });
    return drafts[0]!;
  }

  /** Drafts that come to nothing, then one that is approved by telephone. Returns the warning and its response. */
  async raises(): Promise<{ warning: string; response: string }> {
    const { walk, officer, approver } = this;
    const draft = (level: string): Promise<{ id: string }> => walk.call(officer, 'POST /warnings', [], { ...own, level });
    const { id: idle } = await draft('yellow');
    await walk.call(officer, 'PATCH /warnings/:id', [idle], { reason: '改' });
    await walk.call(officer, 'POST /warnings/:id/withdraw', [idle], {});
    const { id: warning } = await draft('yellow');
    await walk.call(officer, 'POST /warnings/:id/submit', [warning], {});
    await walk.call(approver, 'POST /warnings/:id/return', [warning], { reason: '再看' });
    await walk.call(officer, 'POST /warnings/:id/submit', [warning], {});
    const { previewHash } = await walk.call(officer, 'GET /warnings/:id/preview', [warning]);
    const { id: approverId } = await this.one<{ id: string }>(`SELECT id FROM identity_user WHERE username = 'shenpi01'`);
    await walk.call(officer, 'POST /warnings/:id/approve', [warning], { previewHash, telephone: { approverId, at: '2026-01-01T02:00:00+08:00' } });
    await walk.call(approver, 'POST /warnings/:id/countersign', [warning], {});
    await walk.city.settles();
    const { items } = await officer.reads('/responses');
    return { warning, response: items.find((row: { warningId: string }) => row.warningId === warning).id };
  }

  /** A change of the level: opened, seen, signed. */
  async adjusts(warning: string, level: string): Promise<void> {
    const { walk, officer, approver } = this;
    await walk.call(officer, 'POST /warnings/:id/adjust', [warning], { ...own, level });
    await officer.does(`/warnings/${warning}/submit`);
    const { previewHash } = await walk.call(approver, 'GET /warnings/:id/preview', [warning]);
    await walk.call(approver, 'POST /warnings/:id/approve', [warning], { previewHash });
    await walk.city.settles();
  }

  async moves(warning: string, kind: 'suspend' | 'resume' | 'lift'): Promise<void> {
    const { walk, officer, approver } = this;
    await walk.call(officer, `POST /warnings/:id/${kind}`, [warning], own);
    await walk.call(approver, 'GET /warnings/:id/recipients', [warning]);
    await officer.does(`/warnings/${warning}/submit`);
    await walk.call(approver, 'POST /warnings/:id/approve', [warning], {});
    await walk.city.settles();
  }

  /** A revocation that is thought better of. */
  async almostRevokes(warning: string): Promise<void> {
    await this.walk.call(this.officer, 'POST /warnings/:id/revoke', [warning], own);
    await this.officer.does(`/warnings/${warning}/withdraw`);
  }

  /** Everything a unit does with its checklist; returns it and a photo. */
  async answers(): Promise<{ checklist: string; photo: string; link: string }> {
    const { walk, town, officer } = this;
    const { items: lists } = await walk.call(town, 'GET /checklists?mine=true');
    const checklist: string = lists[0].id;
    const { items } = (await walk.call(town, 'GET /checklists/:id', [checklist])) as { items: Item[] };
    const open = items.filter((item) => item.role === 'responsible' && item.state === 'open');
    await walk.call(town, 'POST /checklists/:id/read', [checklist], {});
    const link = await this.link(checklist);
    await walk.call(null, 'POST /acknowledgements/:token', [link], {});
    await walk.call(town, 'POST /checklists/:id/acknowledge', [checklist], {});
    const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#887766' } }).jpeg().toBuffer();
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(picture)]), 'p.jpg');
    const { id: photo } = await walk.call(town, 'POST /evidence', [], form);
    await walk.call(town, 'POST /checklists/:id/items/:itemId/confirm', [checklist, open[0]!.id], { answer: 'done', photos: [photo], ...proof });
    const none = (item: Item): object => ({ itemId: item.id, answer: 'not_applicable', note: '无' });
    await walk.call(town, 'POST /checklists/:id/confirm', [checklist], { items: [none(open[1]!)] });
    await walk.call(town, 'POST /checklists/:id/confirm', [checklist], { items: open.slice(2).map(none) });
    await walk.call(officer, 'POST /checklists/:id/items/:itemId/return', [checklist, open[0]!.id], { reason: '不清楚' });
    await walk.call(officer, 'POST /checklists/:id/items/:itemId/accept', [checklist, open[1]!.id], {});
    await walk.city.settles();
    return { checklist, photo, link };
  }

  /** As the message that was placed would have carried it. */
  private async link(checklist: string): Promise<string> {
    const { id, until } = await this.one<{ id: string; until: Date }>(`SELECT id, clock_now() + interval '9 days' AS until FROM notification_delivery WHERE subject = 'checklist/' || $1 AND channel = 'in_app' ORDER BY id DESC LIMIT 1`, [checklist]);
    return (await this.walk.city.service(AcknowledgementLink).addressOf(id, until)).split('/').at(-1)!;
  }

  async desk(response: string): Promise<void> {
    const { walk, officer, town } = this;
    // The provider refuses one message: that can be sent again, alone or with all others.
    this.sms.behaves('refuse');
    for (const replay of ['one', 'all']) {
      await walk.city.database.query(`UPDATE test_clock SET shift = shift + interval '2 minutes'`);
      await walk.call(officer, 'POST /responses/:id/remind', [response], { about: 'unanswered' });
      const failed = await this.until<{ id: string }>(`SELECT id FROM notification_delivery WHERE thread = $1 AND channel = 'sms' AND state = 'failed' ORDER BY id DESC LIMIT 1`, [response]);
      if (replay === 'one') await walk.call(officer, 'POST /deliveries/:id/replay', [failed.id], {});
      else await walk.call(officer, 'POST /responses/:id/deliveries/replay', [response], {});
      await this.until(`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM notification_parcel WHERE state IN ('waiting', 'sending')) AND NOT EXISTS (SELECT 1 FROM notification_delivery WHERE state = 'queued' AND channel = 'sms')`);
    }
    this.sms.behaves('success');
    const { key } = await this.one<{ key: string }>(`SELECT key FROM notification_parcel WHERE gateway = 'sms' ORDER BY id DESC LIMIT 1`);
    await walk.call(null, `POST /receipts/:gateway?token=${this.sms.receiptSecret}`, ['sms'], { reports: [{ outId: key, status: 'UNDELIV' }] });
    for (const limit of [1, 50]) {
      const { items } = await town.reads(`/notices?limit=${limit}`);
      await walk.call(town, 'POST /notices/read', [], { ids: items.map(({ id }: { id: string }) => id) });
    }
    await walk.city.settles();
  }

  /** From the finding to the closing. Returns the violation. */
  async violations(): Promise<string> {
    const { walk, officer, town } = this;
    const inspector = walk.city.person('xuncha01');
    const { id: unitId } = await this.one<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '青石镇'`);
    const { id } = await walk.call(inspector, 'POST /violations', [], { unitId, category: 'other', place: '北门' });
    await walk.call(officer, 'POST /problems/:id/assign', [id], { unitId, rectifyBy: '2099-01-01T00:00:00+08:00' });
    await walk.call(town, 'POST /problems/:id/rectify', [id], { note: '已整改' });
    await walk.call(walk.city.person('xuncha02'), 'POST /problems/:id/recheck', [id], { inOrder: true });
    await walk.call(officer, 'POST /problems/:id/close', [id], { note: '销号' });
    await walk.call(officer, 'POST /problems/:id/reopen', [id], { note: '反弹' });
    await walk.city.settles();
    return id;
  }

  async standsDown(checklist: string): Promise<void> {
    const { walk, town, officer } = this;
    await walk.call(town, 'POST /checklists/:id/stand-down', [checklist], {});
    const { id } = await this.one<{ id: string }>(`SELECT id FROM checklist_checklist WHERE stood_down_at IS NULL AND excused_at IS NULL AND stand_down_by IS NOT NULL ORDER BY id LIMIT 1`);
    await walk.call(officer, 'POST /checklists/:id/excuse', [id], { reason: '通信中断' });
    await walk.city.settles();
  }

  private async until<Row>(text: string, values: unknown[] = []): Promise<Row> {
    for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(25)) {
      const [row] = await this.walk.city.database.query<Row>(text, values);
      if (row) return row;
    }
    throw new Error(`It never came: ${text}`);
  }
}
