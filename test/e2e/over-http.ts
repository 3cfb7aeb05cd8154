import { Person } from '../harness/person.js';
import type { House } from '../start/house.js';

const own = { basis: 'own_forecast', reason: '预测日AQI大于200将持续48小时' };

const person = (house: House, username: string): Person => new Person(house.url, username, house.accounts.find((account) => account.username === username)!.password);

/** A warning, or another level of one, drafted and signed at two other desks. Returns the warning. */
export async function issues(house: House, level: 'yellow' | 'orange' | 'red', warning?: string): Promise<string> {
  const [officer, approver] = [person(house, 'zhiban01'), person(house, 'shenpi01')];
  if (warning) await officer.does(`/warnings/${warning}/adjust`, { ...own, level });
  const id = warning ?? (await officer.does<{ id: string }>('/warnings', { ...own, level })).id;
  await officer.does(`/warnings/${id}/submit`);
  const { previewHash } = await approver.reads<{ previewHash: string }>(`/warnings/${id}/preview`);
  await approver.does(`/warnings/${id}/approve`, { previewHash });
  return id;
}

/** Something that an inspector found, at a place on the map. */
export async function finds(house: House, category: string): Promise<void> {
  const inspector = person(house, 'xuncha01');
  const { items } = await inspector.reads<{ items: { id: string; latitude: number; longitude: number }[] }>('/units?kind=enterprise&limit=1');
  const [site] = items;
  await inspector.does('/violations', { unitId: site!.id, category, place: '北门', latitude: site!.latitude, longitude: site!.longitude });
}
