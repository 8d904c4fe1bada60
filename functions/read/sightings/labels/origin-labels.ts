import type { LabelsByLanguage } from './spellings.ts';

/** Labels of the recorder, the place and the order of a recording, by kind and language. */
export const ORIGIN_LABELS = {
  device: {
    en: ['Device', 'Device model', 'Model', 'Cart', 'Recorder', 'Equipment', 'Instrument', 'Device type'],
    de: ['Gerät', 'Gerätetyp', 'Modell', 'EKG-Gerät'],
    fr: ['Appareil', 'Modèle', "Type d'appareil"],
    es: ['Equipo', 'Modelo', 'Dispositivo', 'Aparato'],
    it: ['Apparecchio', 'Modello', 'Dispositivo'],
    pt: ['Equipamento', 'Aparelho', 'Dispositivo'],
    nl: ['Apparaat', 'Toestel'],
    pl: ['Aparat', 'Urządzenie'],
    tr: ['Cihaz', 'Cihaz modeli'],
  },
  site: {
    en: ['Institution', 'Hospital', 'Site', 'Facility', 'Clinic', 'Organization', 'Hospital name', 'Facility name'],
    de: ['Klinik', 'Krankenhaus', 'Praxis', 'Einrichtung'],
    fr: ['Établissement', 'Hôpital', 'Clinique'],
    es: ['Institución', 'Centro', 'Clínica'],
    it: ['Istituto', 'Ospedale', 'Struttura', 'Clinica'],
    pt: ['Instituição', 'Unidade'],
    nl: ['Ziekenhuis', 'Instelling', 'Kliniek'],
    pl: ['Szpital', 'Placówka', 'Przychodnia'],
    tr: ['Hastane', 'Kurum', 'Klinik'],
  },
  order: {
    en: [
      'Order',
      'Order number',
      'Order no.',
      'Order ID',
      'Order #',
      'Accession',
      'Accession no.',
      'Accession number',
      'Acc. no.',
      'Requisition no.',
    ],
    de: ['Auftrag', 'Auftragsnummer', 'Auftrags-Nr.', 'Auftragsnr.', 'Anforderungsnummer'],
    fr: ['N° de demande', 'Numéro de demande', 'N° demande', 'N° ordre', "Numéro d'ordre"],
    es: ['N.º de orden', 'Número de orden', 'N° orden', 'N.º solicitud', 'Solicitud'],
    it: ['N. ordine', 'Numero ordine', 'N. richiesta', 'Numero richiesta'],
    pt: ['N.º do pedido', 'Número do pedido', 'Nº pedido', 'Requisição'],
    nl: ['Ordernummer', 'Ordernr.', 'Aanvraagnummer'],
    pl: ['Nr zlecenia', 'Numer zlecenia', 'Nr skierowania'],
    tr: ['İstem no', 'Sipariş no', 'İstek no'],
  },
} satisfies Record<string, LabelsByLanguage>;
