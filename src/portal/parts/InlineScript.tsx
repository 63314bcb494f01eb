/** A script with the page's nonce. Browsers hide a nonce from the DOM, so that hydration would see another value. */
export const InlineScript = ({ nonce, code }: { nonce?: string; code: string }) => (
  <script dangerouslySetInnerHTML={{ __html: code }} nonce={nonce} suppressHydrationWarning />
)
