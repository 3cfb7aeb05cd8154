import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the kernel's clock, which Linux fixes at 100 a second. */
const TICK_MS = 10;

/** Processor time that a process has used so far, ms. Unlike the wall's time it hardly depends on who else is busy. */
export function cpuOf(pid: number): number {
  const stat = fieldsOf(pid);
  return stat ? (Number(stat[11]) + Number(stat[12])) * TICK_MS : 0;
}

/** Of a process, its living children, and those that it has waited for. */
export function cpuOfFamily(pid: number): number {
  const stat = fieldsOf(pid);
  if (!stat) return 0;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && fieldsOf(Number(name))?.[1] === String(pid));
  return [cpuOf(pid), (Number(stat[13]) + Number(stat[14])) * TICK_MS, ...children.map((child) => cpuOf(Number(child)))].reduce((sum, part) => sum + part, 0);
}

/** Fields from the third on (state, parent, …); the second is a name that may hold blanks. */
function fieldsOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
