/** Millimetre paper: fine lines every millimetre, bold ones every five. */
export function PaperGrid({ widthMm, heightMm }: { widthMm: number; heightMm: number }) {
  return (
    <>
      <defs>
        <pattern id="mm" width="1" height="1" patternUnits="userSpaceOnUse">
          <path className="ecg-grid-fine" d="M1 0H0V1" fill="none" />
        </pattern>
        <pattern id="mm5" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect width="5" height="5" fill="url(#mm)" />
          <path className="ecg-grid-bold" d="M5 0H0V5" fill="none" />
        </pattern>
      </defs>
      <rect width={widthMm} height={heightMm} fill="url(#mm5)" />
    </>
  );
}
