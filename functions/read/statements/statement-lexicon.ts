/**
 * Words that interpretation statements of carts are made of. A line is a statement when most of its words stand here
 * and at least one of them is a finding. Own list, gathered from the vocabulary of cardiology, not from any vendor's table.
 */
const FINDINGS =
  'abnormal abnormality normal borderline otherwise sinus rhythm tachycardia bradycardia arrhythmia fibrillation flutter ' +
  'infarct infarction ischemia ischaemia injury hypertrophy enlargement block blocks hemiblock fascicular bundle branch deviation axis ' +
  'ectopic premature complex complexes contraction contractions extrasystole extrasystoles bigeminy trigeminy couplet couplets ' +
  'paced pacing pacemaker prolonged shortened repolarization depression elevation inversion inverted elevated depressed ' +
  'pericarditis strain voltage preexcitation wolff parkinson white junctional escape idioventricular ventricular supraventricular ' +
  'atrial conduction delay defect wenckebach mobitz dextrocardia reversal progression transition nonspecific ' +
  'lvh rvh lbbb rbbb irbbb lafb lpfb wpw pvc pvcs pac pacs stemi svt vt af afib brugada rsr qrs st qt pr av ecg unconfirmed tracing artifact ' +
  'ekg hyperkalemia hypokalemia digitalis aberrant aberrancy capture fusion standstill asystole rotation overload dilatation';

const CONNECTING =
  'and or of in with at a an the is are be by to for from on than then probable probably possible possibly consider considered consistent cannot rule out ruled ' +
  'marked marked moderate mild minimal minor severe significant age undetermined indeterminate recent old acute subacute evolving new ' +
  'inferior anterior lateral septal posterior anteroseptal anterolateral inferolateral inferoposterior apical high extensive diffuse leads lead ' +
  'left right first second third degree complete incomplete partial total high low i ii iii type short long interval intervals duration wave waves t p q r s u ' +
  'criteria minimum maximum may variant early late poor data quality interpretation adversely affected artefact baseline wander missing ' +
  'rate rapid slow response controlled uncontrolled regular irregular frequent occasional multiple multifocal unifocal isolated ' +
  'changes change pattern nonspecific non specific intraventricular interatrial atrioventricular atria atrium ventricle chamber septum electronic electrode electrodes arm limb ' +
  'previous ecgs available when compared no longer present has have replaced increased decreased shows not sensed dual demand ' +
  'superior extreme indifferent northwest vertical horizontal leftward rightward clockwise counterclockwise limits within low ' +
  'suggests suggesting suspect suspected likely due secondary primary associated underlying disease pulmonary heart cardiac chronic lung ' +
  'mi v1 v2 v3 v4 v5 v6 avr avl avf bpm ms mv malfunction undersensing failure predominant unusual p-wave t-wave r-wave q-wave ' +
  'report unedited only physician review needs must reviewed read as computer interval(s) complex(es) wide narrow tall peaked flat biphasic notched small large';

/** Words that say that something was found (or that nothing was). */
export const FINDING_WORDS: ReadonlySet<string> = new Set(FINDINGS.split(' '));

/** All words that statements use. */
export const STATEMENT_WORDS: ReadonlySet<string> = new Set([...FINDING_WORDS, ...CONNECTING.split(' ')]);
