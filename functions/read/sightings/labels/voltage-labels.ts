import type { LabelsByLanguage } from './spellings.ts';

/** Labels of the voltages that Sokolow and Lyon (1949) add up, by kind and language; V5 and V1 are written alike everywhere. */
export const VOLTAGE_LABELS = {
  rv5: {
    en: ['RV5', 'R V5', 'RV5 amp.', 'RV5 amplitude', 'R amp. V5'],
    de: ['R in V5', 'RV5-Amplitude'],
    fr: ['R en V5', 'Amplitude RV5'],
    es: ['R en V5', 'Amplitud RV5'],
    it: ['R in V5', 'Ampiezza RV5'],
    pt: ['R em V5', 'Amplitude RV5'],
    nl: ['R in V5', 'RV5-amplitude'],
    pl: ['R w V5', 'Amplituda RV5'],
    tr: ['RV5 genliği'],
  },
  sv1: {
    en: ['SV1', 'S V1', 'SV1 amp.', 'SV1 amplitude', 'S amp. V1'],
    de: ['S in V1', 'SV1-Amplitude'],
    fr: ['S en V1', 'Amplitude SV1'],
    es: ['S en V1', 'Amplitud SV1'],
    it: ['S in V1', 'Ampiezza SV1'],
    pt: ['S em V1', 'Amplitude SV1'],
    nl: ['S in V1', 'SV1-amplitude'],
    pl: ['S w V1', 'Amplituda SV1'],
    tr: ['SV1 genliği'],
  },
  /** With a plus the sum, else a pair of values. */
  rv5sv1: {
    en: ['RV5/SV1', 'RV5+SV1', 'RV5/SV1 amp.', 'RV5+SV1 amp.', 'RV5/SV1 amplitude', 'RV5+SV1 amplitude', 'R V5/S V1'],
    de: ['RV5/SV1-Amplitude', 'RV5+SV1-Amplitude'],
    fr: ['Amplitude RV5/SV1', 'Amplitude RV5+SV1'],
    es: ['Amplitud RV5/SV1', 'Amplitud RV5+SV1'],
    it: ['Ampiezza RV5/SV1', 'Ampiezza RV5+SV1'],
    pt: ['Amplitude RV5/SV1', 'Amplitude RV5+SV1'],
    nl: ['RV5/SV1-amplitude', 'RV5+SV1-amplitude'],
    pl: ['Amplituda RV5/SV1', 'Amplituda RV5+SV1'],
    tr: ['RV5/SV1 genliği', 'RV5+SV1 genliği'],
  },
} satisfies Record<string, LabelsByLanguage>;
