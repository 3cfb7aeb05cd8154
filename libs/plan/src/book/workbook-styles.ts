import { xmlText } from './xml-text.js';

const font = (name: string, size: number, more = ''): string => `<font><sz val="${size}"/>${more}<name val="${xmlText(name)}"/></font>`;
const GREY = '<color rgb="FF8C8C8C"/>';
const edge = (side: string): string => `<${side} style="thin">${GREY}</${side}>`;
const fill = (pattern: string): string => `<fill><patternFill patternType="${pattern}"/></fill>`;
/** Format 49 is text: 1.10 and 007 stay what somebody types. */
const look = (font: number, { fill = 0, border = 0, format = 0, vertical = 'top', horizontal = '' }): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="${vertical}"${horizontal && ` horizontal="${horizontal}"`} wrapText="1"/></xf>`;

/** Cell styles 0 to 5: plain, mark of the export, title, heading of a column, cell, exact value. */
export const WORKBOOK_STYLES =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  `<fonts count="5">${font('宋体', 11)}${font('宋体', 9, GREY)}${font('黑体', 16)}${font('黑体', 11)}${font('宋体', 8, GREY)}</fonts>` +
  `<fills count="3">${fill('none')}${fill('gray125')}<fill><patternFill patternType="solid"><fgColor rgb="FFDDE6F0"/></patternFill></fill></fills>` +
  `<borders count="2"><border/><border>${edge('left')}${edge('right')}${edge('top')}${edge('bottom')}</border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${look(1, { vertical: 'center' })}${look(2, { vertical: 'center' })}` +
  `${look(3, { fill: 2, border: 1, vertical: 'center', horizontal: 'center' })}${look(0, { border: 1, format: 49 })}${look(4, { border: 1, format: 49 })}</cellXfs></styleSheet>`;
