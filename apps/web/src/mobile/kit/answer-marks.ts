import type { Answer } from '@/core/api';
import type { Mark } from '@/core/ui/marks';

/** On the phone a sign stands for what the unit itself said; the desk's signs stand for how far the review got. */
export const ANSWER_MARK: Record<Answer, Mark> = { done: 'good', partly: 'busy', cannot: 'bad', not_applicable: 'off' };
