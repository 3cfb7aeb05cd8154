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

/** 空气质量: a station, its hours by the door and in a file; sent again, and corrected. */
export async function measuresAir(walk: Walk): Promise<void> {
  const officer = walk.city.person('zhiban01');
  const [{ hour }] = (await walk.city.database.query<{ hour: Date }>(`SELECT date_trunc('hour', clock_now()) AS hour`)) as [{ hour: Date }];
  await walk.call(officer, 'PUT /air-quality/stations/:code', ['SY01'], { name: '试站' });
  await walk.call(officer, 'PUT /air-quality/stations/:code', ['SY01'], { name: '试验站', version: 1 });
  for (const [count, pm25] of [[1, 80], [200, 90]] as const) {
    const readings = Array.from({ length: count }, (_, n) => ({ code: 'SY01', hour: new Date(hour.getTime() - n * 3_600_000).toISOString(), so2: 1, no2: 1, co: 1, o3: 1, pm10: 1, pm25 }));
    await walk.call(officer, 'POST /air-quality/readings', [], { readings });
  }
  for (const step of ['preview', 'file']) {
    const upload = new FormData();
    upload.append('file', new Blob(['站点编码,时间,PM2.5\r\nSY01,2026-11-01 08:00,80\r\n']), 'h.csv');
    await walk.call(officer, `POST /air-quality/readings/${step}`, [], upload);
  }
}
