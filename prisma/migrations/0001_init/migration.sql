-- CreateEnum
CREATE TYPE "Role" AS ENUM ('uploader', 'reader', 'signer', 'admin');

-- CreateEnum
CREATE TYPE "StudyState" AS ENUM ('received', 'processing', 'needs_review', 'preliminary', 'final', 'amended', 'failed', 'rejected');

-- CreateEnum
CREATE TYPE "StepName" AS ENUM ('ingest', 'digitize', 'read', 'measure', 'infer', 'record');

-- CreateEnum
CREATE TYPE "StepState" AS ENUM ('waiting', 'running', 'retrying', 'done', 'skipped', 'failed');

-- CreateEnum
CREATE TYPE "ValueSource" AS ENUM ('printed', 'computed', 'edited', 'recorded');

-- CreateEnum
CREATE TYPE "FindingKind" AS ENUM ('detection', 'localization', 'diagnosis', 'beat', 'intended_use');

-- CreateTable
CREATE TABLE "Tenant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Principal" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "roles" "Role"[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Principal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "principalId" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "secretSha256" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Patient" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "recordNumber" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Patient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Source" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "byteLength" INTEGER NOT NULL,
    "mediaType" TEXT,
    "pages" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "principalId" UUID NOT NULL,
    "byteLength" INTEGER NOT NULL,
    "sha256Declared" CHAR(64),
    "sourceId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Study" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "patientId" UUID,
    "sourceId" UUID NOT NULL,
    "page" INTEGER NOT NULL DEFAULT 0,
    "copy" INTEGER NOT NULL DEFAULT 0,
    "state" "StudyState" NOT NULL DEFAULT 'received',
    "acuity" INTEGER NOT NULL DEFAULT 0,
    "acuityRequested" INTEGER NOT NULL DEFAULT 0,
    "currentRevision" INTEGER NOT NULL DEFAULT 1,
    "orderNumber" TEXT,
    "site" TEXT,
    "acquiredAt" TIMESTAMP(3),
    "ageYears" DOUBLE PRECISION,
    "sex" TEXT,
    "topFinding" TEXT,
    "positiveCodes" TEXT[],
    "qualityScore" DOUBLE PRECISION,
    "abnormalScore" DOUBLE PRECISION,
    "problemCode" TEXT,
    "reviewReasons" TEXT[],
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Study_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Revision" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "fromStep" "StepName" NOT NULL,
    "reason" TEXT NOT NULL,
    "principalId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StepRun" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "step" "StepName" NOT NULL,
    "state" "StepState" NOT NULL DEFAULT 'waiting',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "problem" JSONB,
    "outputSha256" CHAR(64),
    "carried" BOOLEAN NOT NULL DEFAULT false,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "timings" JSONB,

    CONSTRAINT "StepRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Waveform" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "blobSha256" CHAR(64) NOT NULL,
    "sampleRateHz" INTEGER NOT NULL,
    "layout" TEXT,
    "durationS" DOUBLE PRECISION NOT NULL,
    "leads" TEXT[],
    "speedMmPerS" DOUBLE PRECISION,
    "gainMmPerMv" DOUBLE PRECISION,
    "qualityScore" DOUBLE PRECISION,
    "qualityReasons" TEXT[],
    "leadQuality" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Waveform_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PrintedField" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB,
    "text" TEXT,
    "confidence" DOUBLE PRECISION,
    "box" JSONB,
    "reason" TEXT,
    "source" "ValueSource" NOT NULL DEFAULT 'printed',

    CONSTRAINT "PrintedField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Measurement" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "lead" TEXT NOT NULL DEFAULT '',
    "value" DOUBLE PRECISION,
    "unit" TEXT NOT NULL,
    "source" "ValueSource" NOT NULL,

    CONSTRAINT "Measurement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "tenantId" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" "FindingKind" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "probability" DOUBLE PRECISION,
    "positive" BOOLEAN NOT NULL,
    "threshold" DOUBLE PRECISION,
    "spans" JSONB NOT NULL,
    "model" TEXT NOT NULL,
    "modelVersion" TEXT NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "tenantId" UUID NOT NULL,
    "principalId" UUID,
    "action" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "previous" BYTEA,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" BIGSERIAL NOT NULL,
    "tenantId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "studyId" UUID,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "tenantId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "requestSha256" CHAR(64) NOT NULL,
    "result" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("tenantId","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Tenant_name_key" ON "Tenant"("name");

-- CreateIndex
CREATE INDEX "Principal_tenantId_idx" ON "Principal"("tenantId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_secretSha256_key" ON "ApiKey"("secretSha256");

-- CreateIndex
CREATE INDEX "ApiKey_tenantId_idx" ON "ApiKey"("tenantId");

-- CreateIndex
CREATE UNIQUE INDEX "Patient_tenantId_recordNumber_key" ON "Patient"("tenantId", "recordNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Source_tenantId_sha256_key" ON "Source"("tenantId", "sha256");

-- CreateIndex
CREATE INDEX "Upload_tenantId_createdAt_idx" ON "Upload"("tenantId", "createdAt");

-- CreateIndex
CREATE INDEX "Study_tenantId_acuity_receivedAt_id_idx" ON "Study"("tenantId", "acuity" DESC, "receivedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Study_tenantId_state_receivedAt_id_idx" ON "Study"("tenantId", "state", "receivedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Study_tenantId_patientId_receivedAt_idx" ON "Study"("tenantId", "patientId", "receivedAt" DESC);

-- CreateIndex
CREATE INDEX "Study_positiveCodes_idx" ON "Study" USING GIN ("positiveCodes");

-- CreateIndex
CREATE UNIQUE INDEX "Study_tenantId_sourceId_page_copy_key" ON "Study"("tenantId", "sourceId", "page", "copy");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_studyId_number_key" ON "Revision"("studyId", "number");

-- CreateIndex
CREATE INDEX "StepRun_tenantId_state_idx" ON "StepRun"("tenantId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "StepRun_studyId_revision_step_key" ON "StepRun"("studyId", "revision", "step");

-- CreateIndex
CREATE UNIQUE INDEX "Waveform_studyId_revision_key" ON "Waveform"("studyId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "PrintedField_studyId_revision_name_key" ON "PrintedField"("studyId", "revision", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Measurement_studyId_revision_name_lead_source_key" ON "Measurement"("studyId", "revision", "name", "lead", "source");

-- CreateIndex
CREATE INDEX "Finding_studyId_revision_kind_rank_idx" ON "Finding"("studyId", "revision", "kind", "rank");

-- CreateIndex
CREATE INDEX "Finding_tenantId_code_positive_idx" ON "Finding"("tenantId", "code", "positive");

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_id_idx" ON "AuditEvent"("tenantId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_subjectType_subjectId_idx" ON "AuditEvent"("tenantId", "subjectType", "subjectId");

-- CreateIndex
CREATE INDEX "Event_tenantId_id_idx" ON "Event"("tenantId", "id");

-- AddForeignKey
ALTER TABLE "Principal" ADD CONSTRAINT "Principal_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_principalId_fkey" FOREIGN KEY ("principalId") REFERENCES "Principal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Patient" ADD CONSTRAINT "Patient_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Study" ADD CONSTRAINT "Study_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Study" ADD CONSTRAINT "Study_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Study" ADD CONSTRAINT "Study_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepRun" ADD CONSTRAINT "StepRun_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waveform" ADD CONSTRAINT "Waveform_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrintedField" ADD CONSTRAINT "PrintedField_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Measurement" ADD CONSTRAINT "Measurement_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say: values that no code may write.
ALTER TABLE "Source" ADD CONSTRAINT "Source_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$'), ADD CONSTRAINT "Source_byteLength_check" CHECK ("byteLength" > 0);
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_byteLength_check" CHECK ("byteLength" > 0);
ALTER TABLE "Study" ADD CONSTRAINT "Study_acuity_check" CHECK ("acuity" BETWEEN 0 AND 3 AND "acuityRequested" BETWEEN 0 AND 3),
  ADD CONSTRAINT "Study_page_check" CHECK ("page" >= 0),
  ADD CONSTRAINT "Study_sex_check" CHECK ("sex" IN ('female', 'male')),
  ADD CONSTRAINT "Study_currentRevision_check" CHECK ("currentRevision" >= 1);
ALTER TABLE "StepRun" ADD CONSTRAINT "StepRun_failed_check" CHECK ("state" <> 'failed' OR "problem" IS NOT NULL),
  ADD CONSTRAINT "StepRun_done_check" CHECK ("state" <> 'done' OR "step" = 'record' OR "outputSha256" IS NOT NULL);
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_probability_check" CHECK ("probability" BETWEEN 0 AND 1);

-- The audit trail is append-only for everybody who speaks SQL, the application included.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'AuditEvent is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
