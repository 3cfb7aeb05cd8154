import ExcelJS from 'exceljs';
import type { Walk } from './walk.js';

/** 通讯录: units, people, shifts, groups and the workbook that brings them. */
export async function directory(walk: Walk): Promise<void> {
  const admin = walk.city.person('xitong01');
  const { id } = await walk.call(admin, 'POST /units', [], { name: '试验镇政府', shortName: '试验镇', kind: 'bureau' });
  await walk.call(admin, 'PATCH /units/:id', [id], { shortName: '试镇' });
  const { id: person } = await walk.call(admin, 'POST /people', [], { unitId: id, name: '试员' });
  const shift = (n: number): object => ({ personId: person, fromAt: `2027-0${1 + Math.floor(n / 28)}-${String(1 + (n % 28)).padStart(2, '0')}T00:00:00+08:00`, toAt: `2027-0${1 + Math.floor(n / 28)}-${String(1 + (n % 28)).padStart(2, '0')}T12:00:00+08:00` });
  for (const count of [1, 50]) await walk.call(admin, 'POST /units/:id/shifts', [id], { shifts: Array.from({ length: count }, (_, n) => shift(n)) });
  const { items: shifts } = await walk.call(admin, 'GET /units/:id/shifts', [id]);
  await walk.call(admin, 'PATCH /shifts/:id', [shifts[0].id], { version: 1, personId: person, cancelled: true });
  await walk.call(admin, 'PATCH /people/:id', [person], { version: 1, title: '试' });
  for (const step of ['/preview', '/annotated', '']) {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('人员').addRows([['姓名', '所在单位', '职务', '负责人'], ['试甲', '试验镇政府', '', '是']]);
    const upload = new FormData();
    upload.append('file', new Blob([await book.xlsx.writeBuffer()]), 'r.xlsx');
    await walk.call(admin, `POST /directory/import${step}`, [], upload);
  }
  await walk.call(admin, 'PUT /holidays/:year', ['2031'], { days: [{ day: '2031-01-01', type: 'off', name: '元旦' }], source: '试', version: 0 });
  for (const count of [1, 20]) await walk.call(admin, 'POST /groups', [], { name: `试组${count}`, rules: Array.from({ length: count }, () => ({ unitIds: [id] })) });
}

/** 交接: given, taken back; given, signed. */
export async function handsOver(walk: Walk): Promise<void> {
  const officer = walk.city.person('zhiban01');
  const { items } = await walk.call(officer, 'GET /handovers/officers');
  const give = (): Promise<{ id: string }> => walk.call(officer, 'POST /handovers', [], { to: items[0].id, note: '试', points: [{ text: '盯' }] });
  await walk.call(officer, 'POST /handovers/:id/withdraw', [(await give()).id], {});
  await walk.call(walk.city.person('zhiban02'), 'POST /handovers/:id/take', [(await give()).id], {});
}
