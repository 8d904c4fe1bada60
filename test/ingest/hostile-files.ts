import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import type { ProblemCode } from '../../functions/problems.ts';
import { plainPdf } from '../digitize-vector/plain-pdf.ts';

/** A file that somebody may send, by mistake or on purpose, and the problem that it must get. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The problem of *ingest* itself; null where only decoding can find out. */
  readonly code: ProblemCode | null;
}

/** Hostile files of every kind, made here. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const png = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const noise = { raw: { width: 600, height: 400, channels: 3 as const } };
  const jpeg = await sharp(Buffer.alloc(600 * 400 * 3, 77), noise)
    .jpeg()
    .toBuffer();
  const page = { widthPt: 400, heightPt: 300, content: '0 0 m 100 100 l S' };
  const pdf = Buffer.from(plainPdf(page));
  return [
    { name: 'empty.png', bytes: new Uint8Array(0), code: 'FILE_EMPTY' },
    { name: 'truncated.png', bytes: png.subarray(0, png.length - 20), code: 'FILE_BROKEN' },
    { name: 'truncated.jpg', bytes: jpeg.subarray(0, jpeg.length - 200), code: 'FILE_BROKEN' },
    { name: 'truncated.pdf', bytes: pdf.subarray(0, pdf.length - 300), code: 'FILE_BROKEN' },
    { name: 'scribbled.png', bytes: scribbled(png), code: null },
    { name: 'sixty-thousand.png', bytes: pngHeader(60_000, 60_000), code: 'IMAGE_TOO_LARGE' },
    { name: 'vast.bmp', bytes: bmpHeader(2_000_000_000, 2_000_000_000), code: 'IMAGE_TOO_LARGE' },
    { name: 'vast.jpg', bytes: jpegClaiming(jpeg, 65_000, 65_000), code: 'IMAGE_TOO_LARGE' },
    { name: 'tiny.png', bytes: await tinyPng(), code: 'IMAGE_TOO_SMALL' },
    {
      name: 'archive.png',
      bytes: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)]),
      code: 'FILE_TYPE_UNSUPPORTED',
    },
    { name: 'bomb.pdf', bytes: bombPdf(), code: 'DECOMPRESSION_LIMIT' },
    { name: 'script.pdf', bytes: plainPdf({ ...page, catalogue: SCRIPT }), code: 'FILE_ACTIVE_CONTENT' },
    {
      name: 'hidden-script.pdf',
      bytes: plainPdf({ ...page, catalogue: SCRIPT.replace('/JavaScript', '/J#61vaScript') }),
      code: 'FILE_ACTIVE_CONTENT',
    },
    { name: 'launch.pdf', bytes: plainPdf({ ...page, catalogue: LAUNCH }), code: 'FILE_ACTIVE_CONTENT' },
    { name: 'locked.pdf', bytes: await lockedPdf(), code: 'FILE_ENCRYPTED' },
    { name: 'long.pdf', bytes: await longPdf(40), code: 'TOO_MANY_PAGES' },
    { name: 'page-loop.pdf', bytes: loopPdf(), code: 'FILE_BROKEN' },
    { name: 'ifd-loop.tif', bytes: loopTiff(), code: 'FILE_BROKEN' },
    {
      name: 'html-and-pdf.pdf',
      bytes: Buffer.concat([Buffer.from('<script>x()</script>'), pdf]),
      code: 'FILE_TYPE_UNSUPPORTED',
    },
    { name: 'phone.heic', bytes: heic(), code: 'CODEC_MISSING' },
    { name: 'entities.svg', bytes: Buffer.from(SVG), code: 'FILE_TYPE_UNSUPPORTED' },
    { name: 'program.jpg', bytes: Buffer.concat([Buffer.from('MZ'), jpeg]), code: 'FILE_TYPE_UNSUPPORTED' },
    {
      name: 'words.pdf',
      bytes: Buffer.from('This is a letter and not a PDF.\nIt has lines.\n'),
      code: 'FILE_TYPE_UNSUPPORTED',
    },
    {
      name: 'escape.hea',
      bytes: Buffer.from('r 1 500 1000\n../../etc/passwd 16 200 16 0 0 0 0 II\n'),
      code: 'SIGNAL_UNREADABLE',
    },
    {
      name: 'endless.hea',
      bytes: Buffer.from('r 12 500 99999999999\nr.dat 16 200 16 0 0 0 0 II\n'),
      code: 'SIGNAL_UNREADABLE',
    },
  ];
}

const SCRIPT = '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>';
const LAUNCH = '/OpenAction << /S /Launch /F (calc.exe) >>';
const SVG =
  '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>';

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The picture data overwritten in the middle: the header and the end stay as they should be. */
function scribbled(png: Buffer): Buffer {
  const at = png.indexOf('IDAT') + 8;
  return Buffer.concat([png.subarray(0, at), Buffer.alloc(200, 0xa5), png.subarray(at + 200)]);
}

function bmpHeader(width: number, height: number): Buffer {
  const bmp = Buffer.alloc(60);
  bmp.write('BM', 'latin1');
  bmp.writeUInt32LE(54, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(height, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  return bmp;
}

/** Puts another size into the frame header. */
function jpegClaiming(jpeg: Buffer, width: number, height: number): Buffer {
  const out = Buffer.from(jpeg);
  const frame = out.indexOf(Buffer.of(0xff, 0xc0));
  out.writeUInt16BE(height, frame + 5);
  out.writeUInt16BE(width, frame + 7);
  return out;
}

function tinyPng(): Promise<Buffer> {
  return sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
}

/** A page whose content unpacks from two megabytes to two gigabytes of blanks. */
function bombPdf(): Uint8Array {
  const content = packedBlanks(2_000_000_000);
  const text = [
    '%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R >>\nendobj\n',
    `4 0 obj\n<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`,
  ].join('');
  return Buffer.concat([
    Buffer.from(text),
    content,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  ]);
}

/** A zlib stream of so many blanks, built from repeated blocks so that nobody has to hold what it unpacks to. */
function packedBlanks(count: number): Buffer {
  const block = Buffer.alloc(1_000_000, ' ');
  // A full flush ends on a byte and forgets what came before: the block can be repeated as it stands.
  const packed = deflateRawSync(block, { finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Array.from({ length: Math.round(count / block.length) }, () => packed);
  return Buffer.concat([Buffer.of(0x78, 0x9c), ...blocks, deflateRawSync(Buffer.alloc(0))]);
}

function collected(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
    pdf.end();
  });
}

function lockedPdf(): Promise<Buffer> {
  const pdf = new PDFDocument({ userPassword: 'secret' });
  pdf.text('locked');
  return collected(pdf);
}

function longPdf(pages: number): Promise<Buffer> {
  const pdf = new PDFDocument();
  for (let page = 1; page < pages; page++) pdf.addPage();
  return collected(pdf);
}

/** The head of a phone's photograph; its codec is not free. */
function heic(): Uint8Array {
  return Buffer.concat([Buffer.of(0, 0, 0, 24), Buffer.from('ftypheic\0\0\0\0heicmif1', 'latin1'), Buffer.alloc(200)]);
}

/** A page tree that contains itself. */
function loopPdf(): Uint8Array {
  return Buffer.from(
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\n%%EOF\n',
  );
}

/** A directory whose next directory is itself. */
function loopTiff(): Uint8Array {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(256, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(5000, 18);
  tiff.writeUInt32LE(8, 22);
  return tiff;
}
