/** Languages in which headers are printed. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Labels of a report header. */
export interface Words {
  readonly name: string;
  readonly id: string;
  readonly born: string;
  readonly age: string;
  readonly years: string;
  readonly sex: string;
  readonly male: string;
  readonly female: string;
  readonly rate: string;
  readonly perMinute: string;
  readonly pr: string;
  readonly qrs: string;
  readonly qt: string;
  readonly axes: string;
  readonly date: string;
  readonly time: string;
  readonly height: string;
  readonly weight: string;
  readonly room: string;
  readonly unconfirmed: string;
  readonly physician: string;
}

/** Header labels by language, as carts print them. */
export const WORDS: Readonly<Record<Language, Words>> = {
  en: { name: 'Name', id: 'ID', born: 'DOB', age: 'Age', years: 'yr', sex: 'Sex', male: 'Male', female: 'Female', rate: 'Vent. rate', perMinute: 'BPM', pr: 'PR interval', qrs: 'QRS duration', qt: 'QT/QTc', axes: 'P-R-T axes', date: 'Date', time: 'Time', height: 'Height', weight: 'Weight', room: 'Room', unconfirmed: 'Unconfirmed', physician: 'Referred by' },
  de: { name: 'Name', id: 'Pat.-Nr.', born: 'geb.', age: 'Alter', years: 'Jahre', sex: 'Geschlecht', male: 'männlich', female: 'weiblich', rate: 'Herzfrequenz', perMinute: '/min', pr: 'PQ-Zeit', qrs: 'QRS-Dauer', qt: 'QT/QTc', axes: 'P-QRS-T Achsen', date: 'Datum', time: 'Zeit', height: 'Größe', weight: 'Gewicht', room: 'Zimmer', unconfirmed: 'Unbestätigt', physician: 'Zuweiser' },
  fr: { name: 'Nom', id: 'N° patient', born: 'Né(e) le', age: 'Âge', years: 'ans', sex: 'Sexe', male: 'Masculin', female: 'Féminin', rate: 'Fréq. card.', perMinute: 'bpm', pr: 'Intervalle PR', qrs: 'Durée QRS', qt: 'QT/QTc', axes: 'Axes P-R-T', date: 'Date', time: 'Heure', height: 'Taille', weight: 'Poids', room: 'Chambre', unconfirmed: 'Non confirmé', physician: 'Médecin' },
  es: { name: 'Nombre', id: 'N.º paciente', born: 'F. nac.', age: 'Edad', years: 'años', sex: 'Sexo', male: 'Masculino', female: 'Femenino', rate: 'Frec. vent.', perMinute: 'lpm', pr: 'Intervalo PR', qrs: 'Duración QRS', qt: 'QT/QTc', axes: 'Ejes P-R-T', date: 'Fecha', time: 'Hora', height: 'Altura', weight: 'Peso', room: 'Sala', unconfirmed: 'Sin confirmar', physician: 'Médico' },
  it: { name: 'Nome', id: 'ID paziente', born: 'Nato il', age: 'Età', years: 'anni', sex: 'Sesso', male: 'Maschio', female: 'Femmina', rate: 'Freq. ventr.', perMinute: 'bpm', pr: 'Intervallo PR', qrs: 'Durata QRS', qt: 'QT/QTc', axes: 'Assi P-R-T', date: 'Data', time: 'Ora', height: 'Altezza', weight: 'Peso', room: 'Stanza', unconfirmed: 'Non confermato', physician: 'Medico' },
  pt: { name: 'Nome', id: 'N.º doente', born: 'Nasc.', age: 'Idade', years: 'anos', sex: 'Sexo', male: 'Masculino', female: 'Feminino', rate: 'Freq. vent.', perMinute: 'bpm', pr: 'Intervalo PR', qrs: 'Duração QRS', qt: 'QT/QTc', axes: 'Eixos P-R-T', date: 'Data', time: 'Hora', height: 'Altura', weight: 'Peso', room: 'Quarto', unconfirmed: 'Não confirmado', physician: 'Médico' },
  nl: { name: 'Naam', id: 'Pat.nr.', born: 'Geb.dat.', age: 'Leeftijd', years: 'jaar', sex: 'Geslacht', male: 'Man', female: 'Vrouw', rate: 'Ventr. freq.', perMinute: 'spm', pr: 'PR-interval', qrs: 'QRS-duur', qt: 'QT/QTc', axes: 'P-R-T assen', date: 'Datum', time: 'Tijd', height: 'Lengte', weight: 'Gewicht', room: 'Kamer', unconfirmed: 'Niet bevestigd', physician: 'Verwijzer' },
  pl: { name: 'Nazwisko', id: 'Nr pacjenta', born: 'Data ur.', age: 'Wiek', years: 'lat', sex: 'Płeć', male: 'Mężczyzna', female: 'Kobieta', rate: 'Częst. komór', perMinute: '/min', pr: 'Odstęp PR', qrs: 'Czas QRS', qt: 'QT/QTc', axes: 'Osie P-R-T', date: 'Data', time: 'Godz.', height: 'Wzrost', weight: 'Waga', room: 'Sala', unconfirmed: 'Niepotwierdzony', physician: 'Lekarz' },
  tr: { name: 'Adı', id: 'Hasta no', born: 'Doğum t.', age: 'Yaş', years: 'yaş', sex: 'Cinsiyet', male: 'Erkek', female: 'Kadın', rate: 'Kalp hızı', perMinute: '/dk', pr: 'PR aralığı', qrs: 'QRS süresi', qt: 'QT/QTc', axes: 'P-R-T eksen', date: 'Tarih', time: 'Saat', height: 'Boy', weight: 'Kilo', room: 'Oda', unconfirmed: 'Onaylanmadı', physician: 'Doktor' },
};
