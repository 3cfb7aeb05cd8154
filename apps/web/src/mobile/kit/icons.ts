/** Outlines of the bar of places, drawn on 24 × 24. */
export const ICONS = {
  todo: 'M9 4h6v3H9zM9 5.5H5.5V20h13V5.5H15M8.5 12l2.3 2.3L15.5 10',
  reviews: 'M5 4h14v16H5zM8.5 8.5h7M8.5 12h4M9 16l1.6 1.6 4.4-4',
  notices: 'M12 4a5.5 5.5 0 0 1 5.5 5.5c0 4.5 2 6 2 6h-15s2-1.5 2-6A5.5 5.5 0 0 1 12 4zM10 18.5a2.2 2.2 0 0 0 4 0',
  log: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  findings: 'M5 4h14v16H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4',
  problems: 'M12 4L2.8 19.5h18.4zM12 10v4.5M12 17v.2',
  rechecks: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.8 3.8-5.5 7.5-5.5s6.7 1.7 7.5 5.5',
} as const;
