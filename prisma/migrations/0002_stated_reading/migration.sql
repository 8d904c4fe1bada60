-- A person may state how to read a page, and the page need not be named: it can be found.
ALTER TABLE "Revision" ADD COLUMN "page" INTEGER, ADD COLUMN "stated" JSONB;
ALTER TABLE "Study" ADD COLUMN "pageNamed" INTEGER;

-- Studies so far were read from the page that they were submitted with.
UPDATE "Study" SET "pageNamed" = "page";
UPDATE "Revision" SET "page" = "Study"."page" FROM "Study" WHERE "Study"."id" = "Revision"."studyId";

DROP INDEX "Study_tenantId_sourceId_page_copy_key";
CREATE UNIQUE INDEX "Study_tenantId_sourceId_pageNamed_copy_key" ON "Study"("tenantId", "sourceId", "pageNamed", "copy");
