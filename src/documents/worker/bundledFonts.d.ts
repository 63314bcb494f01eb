/** Made by scripts/buildPdfWorker.mjs: TTF files of Inter, compressed with Brotli, in base64. */
declare module 'client-portal:fonts' {
  export const interRegular: string
  export const interSemibold: string
}
