"""Names of PTB-XL's 71 SCP-ECG statements (scp_statements.csv of PTB-XL, shortened), and SNOMED CT concepts where one is sure.

The concepts are those that the PhysioNet/CinC challenges 2020 and 2021 published for their scored and unscored diagnoses; statements
whose meaning has no one concept there (site-specific infarctions, "non-specific" changes, patterns of unknown origin) have none.
"""

NAMES = {
    "SR": "Sinus rhythm", "NORM": "Normal ECG", "ABQRS": "Abnormal QRS", "IMI": "Inferior myocardial infarction",
    "ASMI": "Anteroseptal myocardial infarction", "LVH": "Left ventricular hypertrophy", "NDT": "Non-diagnostic T abnormalities",
    "LAFB": "Left anterior fascicular block", "AFIB": "Atrial fibrillation", "ISC_": "Non-specific ischemic changes",
    "PVC": "Ventricular premature complex", "IRBBB": "Incomplete right bundle branch block", "STD_": "Non-specific ST depression",
    "VCLVH": "Voltage criteria for left ventricular hypertrophy", "STACH": "Sinus tachycardia", "1AVB": "First degree AV block",
    "IVCD": "Non-specific intraventricular conduction disturbance", "SARRH": "Sinus arrhythmia", "NST_": "Non-specific ST changes",
    "ISCAL": "Ischemic changes in anterolateral leads", "SBRAD": "Sinus bradycardia", "QWAVE": "Q waves present",
    "CRBBB": "Complete right bundle branch block", "CLBBB": "Complete left bundle branch block", "ILMI": "Inferolateral myocardial infarction",
    "LOWT": "Low amplitude T waves", "LAO/LAE": "Left atrial overload or enlargement", "NT_": "Non-specific T wave changes",
    "PAC": "Atrial premature complex", "AMI": "Anterior myocardial infarction", "LPR": "Prolonged PR interval",
    "PACE": "Normally functioning artificial pacemaker", "INVT": "Inverted T waves", "ALMI": "Anterolateral myocardial infarction",
    "ISCIN": "Ischemic changes in inferior leads", "INJAS": "Subendocardial injury in anteroseptal leads",
    "LMI": "Lateral myocardial infarction", "LVOLT": "Low QRS voltages", "DIG": "Digitalis effect",
    "ISCIL": "Ischemic changes in inferolateral leads", "LPFB": "Left posterior fascicular block",
    "ISCAS": "Ischemic changes in anteroseptal leads", "SVARR": "Supraventricular arrhythmia",
    "INJAL": "Subendocardial injury in anterolateral leads", "ISCLA": "Ischemic changes in lateral leads",
    "RVH": "Right ventricular hypertrophy", "LNGQT": "Long QT interval", "ANEUR": "ST-T changes compatible with ventricular aneurysm",
    "RAO/RAE": "Right atrial overload or enlargement", "EL": "Electrolyte disturbance or drug effect", "BIGU": "Bigeminal pattern",
    "WPW": "Wolff-Parkinson-White syndrome", "ILBBB": "Incomplete left bundle branch block", "AFLT": "Atrial flutter",
    "HVOLT": "High QRS voltage", "IPLMI": "Inferoposterolateral myocardial infarction", "ISCAN": "Ischemic changes in anterior leads",
    "TAB_": "T wave abnormality", "IPMI": "Inferoposterior myocardial infarction", "SEHYP": "Septal hypertrophy",
    "STE_": "Non-specific ST elevation", "SVTAC": "Supraventricular tachycardia", "PSVT": "Paroxysmal supraventricular tachycardia",
    "TRIGU": "Trigeminal pattern", "INJIN": "Subendocardial injury in inferior leads", "PMI": "Posterior myocardial infarction",
    "INJLA": "Subendocardial injury in lateral leads", "3AVB": "Third degree AV block", "2AVB": "Second degree AV block",
    "INJIL": "Subendocardial injury in inferolateral leads", "PRC(S)": "Premature complexes",
}

SNOMED = {
    "SR": "426783006", "AFIB": "164889003", "AFLT": "164890007", "1AVB": "270492004", "2AVB": "195042002", "3AVB": "27885002",
    "CRBBB": "713427006", "IRBBB": "713426002", "CLBBB": "733534002", "ILBBB": "251120003", "LAFB": "445118002", "LPFB": "445211001",
    "IVCD": "698252002", "PAC": "284470004", "PVC": "427172004", "SBRAD": "426177001", "STACH": "427084000", "SARRH": "427393009",
    "LNGQT": "111975006", "LPR": "164947007", "LVH": "164873001", "RVH": "89792004", "WPW": "74390002", "PACE": "10370003",
    "QWAVE": "164917005", "INVT": "59931005", "LVOLT": "251146004", "SVTAC": "426761007", "PSVT": "67198005", "NORM": "164854000",
}
