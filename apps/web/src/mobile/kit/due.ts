import { useSayTime } from '@/core/say-time';

interface Due {
  readonly text: string;
  readonly late: boolean;
  /** Less than an hour is left. */
  readonly soon: boolean;
}

/** 还有 47分钟, 超时 1小时40分: how long until a deadline. */
export function useDue(): (by: string) => Due {
  const { left, isOver, isSoon } = useSayTime();
  return (by) => ({ text: left(by), late: isOver(by), soon: !isOver(by) && isSoon(by, 60) });
}
