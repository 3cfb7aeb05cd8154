/** Where the server shows a photo to those who may see it. */
export const photoAddress = (id: string, size: 'thumbnail' | 'full'): string => `/api/v1/evidence/${id}?size=${size}`;
