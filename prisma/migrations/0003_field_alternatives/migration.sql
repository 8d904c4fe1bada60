-- Each field keeps what else was read and what it contradicts, and says whether its print tells who the patient is.
ALTER TABLE "PrintedField"
  ADD COLUMN "contradiction" TEXT,
  ADD COLUMN "alternatives" JSONB,
  ADD COLUMN "identifying" BOOLEAN NOT NULL DEFAULT false;

-- An age read so far may have come out of a birth date.
UPDATE "PrintedField" SET "identifying" = true WHERE "name" IN ('orderNumber', 'ageYears');
