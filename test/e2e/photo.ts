import sharp from 'sharp';

/** A plant at night with its lights on: a drawing, so that nobody's works are shown. */
const PLANT = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">
  <rect width="1600" height="1200" fill="#26364a"/><rect y="820" width="1600" height="380" fill="#4a4f52"/>
  <path d="M180 820V520h420v300zM640 820V420l160 90 160-90 160 90v310z" fill="#6f7d8a"/>
  <path d="M1200 820V250h70v570zM1320 820V310h70v510z" fill="#8b6f5c"/>
  <g fill="#f7cf6b"><path d="M230 580h90v70h-90zM370 580h90v70h-90zM700 600h100v80H700zM860 600h100v80H860zM1000 600h80v80h-80z"/></g>
  <ellipse cx="1300" cy="190" rx="190" ry="70" fill="#9aa5ad" opacity=".6"/>
</svg>`;

/** A picture as a phone takes it. */
export async function photo(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return { name: 'IMG_2031.jpg', mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(PLANT)).jpeg({ quality: 85 }).toBuffer() };
}
