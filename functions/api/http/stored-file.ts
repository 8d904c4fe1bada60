import type { Upload } from '../../platform/database/generated/client.ts';
import type { Result } from '../../problems.ts';

/** A file of a multipart request that is in the blob store already: the upload that holds its bytes, or why they were refused. */
export class StoredFile {
  readonly upload: Result<Upload>;

  constructor(upload: Result<Upload>) {
    this.upload = upload;
  }
}
