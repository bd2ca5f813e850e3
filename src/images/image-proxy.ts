/** Image proxies that URLs are signed for, and the renditions that a URL can ask them for. */

/** Who makes them, and what links are signed with; `url` has no slash at the end. */
export type ImageProxy =
  /** Key and salt are in hex. */
  | { readonly is: 'imgproxy'; readonly url: string; readonly key: string; readonly salt: string }
  | { readonly is: 'thumbor'; readonly url: string; readonly key: string }
  | { readonly is: 'cloudinary'; readonly url: string; readonly key: string; readonly hash: 'sha1' | 'sha256' };

export type ImageFormat = 'avif' | 'webp' | 'jpeg' | 'png';

/** What a picture is made into. With both measures it is cropped to them, with one it keeps its proportion. */
export interface Rendition {
  /** In pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** Null for that of the original. */
  readonly format: ImageFormat | null;
}
