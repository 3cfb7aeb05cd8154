// Draws the phone's icons from the product's sign. Run it after the sign changed; the pictures are kept beside the pages.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'public/m');
/** `inset` leaves the margin that a round or cut icon of the phone may take away. */
const sign = (inset) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">${inset ? '<rect width="48" height="48" fill="#0B5CAD"/>' : ''}
  <g transform="translate(24 24) scale(${inset ? 0.8 : 1}) translate(-24 -24)"><circle cx="24" cy="24" r="22" fill="#0B5CAD"/>
  <path d="M9 30c6-7 11 2 17-4s8-4 13-1" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/><circle cx="30" cy="16" r="5" fill="#FFC400"/></g></svg>`;

for (const [name, size, inset] of [['icon-192', 192, false], ['icon-512', 512, false], ['icon-maskable-512', 512, true]]) {
  await sharp(Buffer.from(sign(inset)), { density: 1200 }).resize(size, size).png({ palette: true }).toFile(path.join(folder, `${name}.png`));
}
