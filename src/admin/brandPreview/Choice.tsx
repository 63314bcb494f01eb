interface ChoiceProps<T extends string> {
  label: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

/** A few ways to look at something, of which one holds. */
export const Choice = <T extends string>({ label, options, value, onChange }: ChoiceProps<T>) => (
  <div aria-label={label} className="cp-preview-choice" role="group">
    {options.map((option) => (
      <button
        aria-pressed={option.value === value}
        className="cp-preview-choice__option"
        key={option.value}
        onClick={() => onChange(option.value)}
        type="button"
      >
        {option.label}
      </button>
    ))}
  </div>
)
