import type { VendorStyle } from '../vendor.ts';
import { edan } from './edan.ts';
import { fukuda } from './fukuda.ts';
import { mac } from './mac.ts';
import { mindray } from './mindray.ts';
import { mortara } from './mortara.ts';
import { muse } from './muse.ts';
import { nihonKohden } from './nihon-kohden.ts';
import { pagewriter } from './pagewriter.ts';
import { plain } from './plain.ts';
import { schiller } from './schiller.ts';

/** Every vendor style by name. */
export const VENDORS: Readonly<Record<string, VendorStyle>> = Object.fromEntries(
  [muse, mac, pagewriter, mortara, schiller, edan, nihonKohden, fukuda, mindray, plain].map((style) => [
    style.name,
    style,
  ]),
);
