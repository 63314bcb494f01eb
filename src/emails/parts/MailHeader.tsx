import { light, text } from './mailStyle.ts'

/** The logo, or the name where there is none. Where images are blocked, the logo's alternative text is that name. */
export const MailHeader = ({ name, logoUrl }: { name: string; logoUrl: string | null }) => {
  const style = { ...text.body, fontSize: '18px', lineHeight: '26px', fontWeight: 600, color: light.ink }
  if (!logoUrl) {
    return (
      <p className="cp-ink" style={style}>
        {name}
      </p>
    )
  }
  return (
    <img
      className="cp-logo"
      src={logoUrl}
      alt={name}
      height="40"
      style={{
        ...style,
        display: 'block',
        border: 'none',
        outline: 'none',
        textDecoration: 'none',
        height: '40px',
        width: 'auto',
        maxWidth: '240px',
      }}
    />
  )
}
