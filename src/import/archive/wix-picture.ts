/** Addresses of pictures as Wix writes them in exports: `wix:image://v1/<id>/<name>#…`, or the id alone. */

const ofExport = /^wix:image:\/\/v1\/([\w~.-]{1,200})\//;
const idAlone = /^[\w-]{5,100}~mv2\.\w{2,5}$/;

/** @returns the address on the web, and all else as it is */
export function wixPicture(written: string | undefined): string | undefined {
  const id = written === undefined ? undefined : (ofExport.exec(written)?.[1] ?? idAlone.exec(written)?.[0]);
  return id === undefined ? written : `https://static.wixstatic.com/media/${id}`;
}
