import { LEADS, type PerLead } from '../../functions/leads.ts';

const UV = 5;
const TAIL = 200;

/** A Sierra XML document of version 1.04 in UTF-16, its waveforms packed as XLI, with a pulse appended to all leads. */
export function encodeSierraXml(leads: PerLead<Float32Array>): Uint8Array {
  const units = LEADS.map((lead) => [
    ...Array.from(leads[lead], (mv) => Math.round((mv * 1000) / UV)),
    ...Array.from({ length: TAIL }, (_, i) => (i > 50 && i < 150 ? 200 : 0)),
  ]);
  const [I = [], II = [], III = [], aVR = [], aVL = [], aVF = [], ...chest] = units;
  const rest = (row: number[], whole: (i: number) => number) => row.map((value, i) => whole(i) - value);
  const at = (row: number[], i: number) => row[i] as number;
  const stored = [
    I,
    II,
    rest(III, (i) => at(II, i) - at(I, i)),
    rest(aVR, (i) => -Math.trunc((at(I, i) + at(II, i)) / 2)),
    rest(aVL, (i) => Math.trunc((at(I, i) - at(III, i)) / 2)),
    rest(aVF, (i) => Math.trunc((at(II, i) + at(III, i)) / 2)),
    ...chest,
  ];
  const data = Buffer.concat(stored.map(packChannel)).toString('base64');
  const ms = (I.length / 500) * 1000;
  const xml = `<?xml version="1.0" encoding="utf-16"?><restingecgdata xmlns="http://www3.medical.philips.com"><documentinfo><documenttype>SierraECG</documenttype><documentversion>1.04</documentversion></documentinfo><dataacquisition date="2021-12-24" time="10:05:30"><signalcharacteristics><samplingrate>500</samplingrate><resolution>5</resolution></signalcharacteristics></dataacquisition><patient><generalpatientdata><age><years>63</years></age><sex>Male</sex></generalpatientdata></patient><waveforms><parsedwaveforms dataencoding="Base64" compression="XLI" leadlabels="${LEADS.join(' ')}" durationperchannel="${ms}" samplespersecond="500" resolution="5">${data}</parsedwaveforms></waveforms></restingecgdata>`;
  return Buffer.from(`\ufeff${xml}`, 'utf16le');
}

/** Second differences, high bytes before low bytes, each byte as its own ten-bit code. */
function packChannel(samples: readonly number[]): Buffer {
  const at = (i: number) => samples[i] as number;
  const first = 0;
  const stored = samples.map((value, i) => {
    if (i < 2) return value;
    const next = samples[i + 1] ?? 2 * at(i) - at(i - 1);
    return 2 * at(i) - at(i - 1) - next + 64;
  });
  // The decoder takes the difference of a sample from the one stored before it: the start stands for sample 2.
  const start = 2 * at(1) - at(0) - at(2) + first;
  const bytes = [...stored.map((value) => (value >> 8) & 255), ...stored.map((value) => value & 255)];
  const packed = tenBitCodes(bytes);
  const header = Buffer.alloc(8);
  header.writeInt32LE(packed.length, 0);
  header.writeInt16LE(start, 6);
  return Buffer.concat([header, packed]);
}

function tenBitCodes(codes: readonly number[]): Buffer {
  const bits = codes.map((code) => code.toString(2).padStart(10, '0')).join('');
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  return Buffer.from(
    Array.from({ length: padded.length / 8 }, (_, i) => Number.parseInt(padded.slice(8 * i, 8 * i + 8), 2)),
  );
}
