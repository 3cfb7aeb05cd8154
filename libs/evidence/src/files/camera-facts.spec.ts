import { cameraFacts, place, takenAt } from './camera-facts.js';

describe('what a camera noted', () => {
  it('is Beijing time unless it names another zone, wherever this server stands', () => {
    expect(takenAt('2026:11:22 16:40:00', undefined)?.toISOString()).toBe('2026-11-22T08:40:00.000Z');
    expect(takenAt('2026:11:22 16:40:00', '-05:00')?.toISOString()).toBe('2026-11-22T21:40:00.000Z');
    expect(takenAt('2026:11:22 16:40:00', 'CST')?.toISOString()).toBe('2026-11-22T08:40:00.000Z');
  });

  it.each([undefined, '', '0000:00:00 00:00:00', '2026:13:22 16:40:00', '2026-11-22', '1970:01:01 00:00:00', 42])('is no time when it says %s', (written) => {
    expect(takenAt(written, undefined)).toBeNull();
  });

  it('is a place only when it can be one', () => {
    expect(place(41.57, 120.45)).toEqual({ latitude: 41.57, longitude: 120.45 });
    for (const [latitude, longitude] of [[0, 0], [91, 0], [0, 181], [Number.NaN, 120], [41.57, undefined], ['41', '120']])
      expect(place(latitude, longitude)).toEqual({ latitude: null, longitude: null });
  });

  it('is nothing when the block is missing or broken', async () => {
    const nothing = { takenAt: null, latitude: null, longitude: null };
    expect(await cameraFacts(undefined)).toEqual(nothing);
    expect(await cameraFacts(Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f', 'latin1'))).toEqual(nothing);
    expect(await cameraFacts(Buffer.alloc(3))).toEqual(nothing);
  });
});
