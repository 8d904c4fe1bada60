import { LEADS, type PerLead } from '../../functions/leads.ts';

type Syntax = 'explicit' | 'implicit';

/** A DICOM 12-lead ECG object of one multiplex group: 0.5 µV sensitivity times a correction of 5. */
export function encodeDicom(leads: PerLead<Float32Array>, syntax: Syntax): Uint8Array {
  const count = leads.I.length;
  const samples = new Int16Array(LEADS.length * count);
  for (const [channel, lead] of LEADS.entries()) {
    for (let i = 0; i < count; i++) samples[i * LEADS.length + channel] = Math.round((leads[lead][i] as number) * 400);
  }
  const el = (tag: string, vr: string, value: Uint8Array | string) => element(tag, vr, value, syntax);
  const sq = (tag: string, ...items: Buffer[]) => el(tag, 'SQ', Buffer.concat(items.map(item)));
  const channels = LEADS.map((lead) =>
    Buffer.concat([
      sq('003a0208', el('00080104', 'LO', lead === 'I' ? 'Lead I (Einthoven)' : `Lead ${lead}`)),
      el('003a0210', 'DS', '0.5'),
      sq('003a0211', el('00080100', 'SH', 'uV')),
      el('003a0212', 'DS', '5'),
      el('003a0213', 'DS', '0'),
    ]),
  );
  const group = Buffer.concat([
    el('003a0005', 'US', u16(LEADS.length)),
    el('003a0010', 'UL', u32(count)),
    el('003a001a', 'DS', '500'),
    sq('003a0200', ...channels),
    el('54001004', 'US', u16(16)),
    el('54001006', 'CS', 'SS'),
    el('54001010', 'OW', new Uint8Array(samples.buffer)),
  ]);
  const uid = syntax === 'explicit' ? '1.2.840.10008.1.2.1' : '1.2.840.10008.1.2';
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element('00020010', 'UI', uid, 'explicit'),
    el('0008002a', 'DT', '20211224100530'),
    el('00100040', 'CS', 'F'),
    el('00101010', 'AS', '063Y'),
    sq('54000100', group),
  ]);
}

function element(tag: string, vr: string, value: Uint8Array | string, syntax: Syntax): Buffer {
  const raw = Buffer.from(typeof value === 'string' ? value : value);
  const body = raw.length % 2 === 0 ? raw : Buffer.concat([raw, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
  const name = Buffer.concat([u16(Number.parseInt(tag.slice(0, 4), 16)), u16(Number.parseInt(tag.slice(4), 16))]);
  if (syntax === 'implicit') return Buffer.concat([name, u32(body.length), body]);
  const isLong = ['SQ', 'OW'].includes(vr);
  const length = isLong ? Buffer.concat([Buffer.alloc(2), u32(body.length)]) : u16(body.length);
  return Buffer.concat([name, Buffer.from(vr), length, body]);
}

function item(body: Buffer): Buffer {
  return Buffer.concat([u16(0xfffe), u16(0xe000), u32(body.length), body]);
}

function u16(value: number): Buffer {
  return Buffer.from(Uint16Array.of(value).buffer);
}

function u32(value: number): Buffer {
  return Buffer.from(Uint32Array.of(value).buffer);
}
