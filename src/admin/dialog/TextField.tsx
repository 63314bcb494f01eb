'use client'

interface TextFieldProps {
  label: string
  hint?: string
  value: string
  onChange: (value: string) => void
  maxLength: number
}

/** A line of text in a dialog. Enter does nothing there: the button says what will happen, and is pressed for it. */
export const TextField = ({ label, hint, value, onChange, maxLength }: TextFieldProps) => (
  <label className="cp-stack">
    <span className="cp-label">{label}</span>
    <input
      className="cp-input"
      maxLength={maxLength}
      onChange={(event) => onChange(event.target.value)}
      // Where the dialog stands in the page's own form, that must not take it for a save.
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault()
      }}
      type="text"
      value={value}
    />
    {hint ? <span className="cp-hint">{hint}</span> : null}
  </label>
)
