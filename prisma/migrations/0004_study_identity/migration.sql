-- Whom pages name, for installations that store it: sealed, one row a study, gone with the study.
CREATE TABLE "StudyIdentity" (
  "studyId" UUID NOT NULL,
  "tenantId" UUID NOT NULL,
  "sealed" BYTEA NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "StudyIdentity_pkey" PRIMARY KEY ("studyId"),
  CONSTRAINT "StudyIdentity_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "StudyIdentity_tenantId_idx" ON "StudyIdentity"("tenantId");
