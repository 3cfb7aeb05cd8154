import type { Cpu } from './ground.js';

/** Middle value; of two, the mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const seconds = (milliseconds: number): number => Number((milliseconds / 1_000).toFixed(3));
export const round = (milliseconds: number): number => Number(milliseconds.toFixed(1));

/** Processor time of each process per thing done, µs. */
export function cpuEach(before: Cpu, after: Cpu, count: number): Record<string, number> {
  return Object.fromEntries(Object.entries(after).map(([name, ms]) => [`cpu_${name}_us`, Math.round(((ms - before[name as keyof Cpu]) * 1_000) / count)]));
}
