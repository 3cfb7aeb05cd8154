/** `Content-Disposition` for a file to be saved under this name, in any script (RFC 5987). */
export const attachment = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
