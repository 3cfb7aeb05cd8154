/** Height of the text in a drawing on the desk, in pixels. */
export const TEXT = 12;
export const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
