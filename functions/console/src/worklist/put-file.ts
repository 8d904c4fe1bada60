import type { UploadTicket } from '../api/documents.ts';
import type { Problem } from '../api/types.ts';

/** PUTs the bytes to the ticket's URL, reporting the fraction sent. Answers with null, or with why they were refused. */
export function putFile(
  ticket: UploadTicket,
  file: File,
  onProgress: (fraction: number) => void,
): Promise<Problem | null> {
  // fetch reports no upload progress, XMLHttpRequest does.
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const refused = () => {
      const fallback = { code: 'INTERNAL', message: 'The upload was refused.', hint: 'Try again.' };
      try {
        const body = JSON.parse(request.responseText) as { problem?: Problem };
        resolve(body.problem ?? fallback);
      } catch {
        resolve(fallback);
      }
    };
    request.open('PUT', ticket.url);
    for (const header of ticket.headers) request.setRequestHeader(header.name, header.value);
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => (request.status < 300 ? resolve(null) : refused());
    request.onerror = refused;
    request.send(file);
  });
}
