import { safeFileName } from '../domain/safeFileName.ts'

/** What runs when it is opened, on Windows, macOS, Linux or a phone; about what Gmail and the help desks refuse. */
const extensions = new Set(
  `ade adp air apk app appimage application appref-ms appx appxbundle asp aspx bash bat bin cab cgi chm class cmd com
  command cpl csh deb dex diagcab diagcfg diagpkg dll dmg drv ear elf exe ex_ fish gadget hlp hta img inf ins inx ipa iso
  isp isu jar jnlp job js jse jsp ksh lib library-ms lnk mam mde mjs msc msh msh1 msh1xml msh2 msh2xml mshxml msi msix
  msixbundle msp mst nsh ocx ops osx out paf pcd phar php php3 php4 php5 phtml pif pkg pl plg prf prg ps1 ps1xml ps2
  ps2xml psc1 psc2 psd1 psm1 py pyc pyo pyw pyz pyzw rb reg rgs rpm run scf scpt scptd scr sct search-ms
  settingcontent-ms sh shb shs so sys terminal theme themepack tool u3p url vb vbe vbp vbs vbscript vhd vhdx vxd war
  website widget workflow ws wsb wsc wsf wsh xap xbap xll xnk zsh`.split(/\s+/),
)

const text = (bytes: Uint8Array, length: number): string => Buffer.from(bytes.subarray(0, length)).toString('latin1')

/** `MZ` may also begin a letter; a program's header is full of zeros. */
const isDosProgram = (bytes: Uint8Array): boolean => text(bytes, 2) === 'MZ' && bytes.subarray(0, 64).includes(0)

/* eslint-disable no-control-regex -- bytes are what these match */
const signatures: readonly RegExp[] = [
  /^\x7fELF/,
  // Mach-O of either word size and byte order; several in one, and Java's classes.
  /^\xfe\xed\xfa[\xce\xcf]/,
  /^[\xce\xcf]\xfa\xed\xfe/,
  /^\xca\xfe\xba[\xbe\xbf]/,
  /^[\xbe\xbf]\xba\xfe\xca/,
  // Scripts that name their interpreter.
  /^(?:\xef\xbb\xbf)?#![ \t]*\//,
  /^dex\n0/,
  // Shortcuts of Windows, and cabinets.
  /^L\0\0\0\x01\x14\x02\0/,
  /^MSCF\0\0\0\0/,
]
/* eslint-enable no-control-regex */

const extensionOf = (filename: string): string => {
  const name = safeFileName(filename)
  const dot = name.lastIndexOf('.')
  return dot === -1 ? '' : name.slice(dot + 1).toLowerCase()
}

/** Whether a file is a program, by its name or by its bytes: a name is quickly changed, and so is what follows it. */
export const isExecutable = (filename: string, bytes: Uint8Array): boolean => {
  if (extensions.has(extensionOf(filename)) || isDosProgram(bytes)) return true
  const start = text(bytes, 16)
  return signatures.some((signature) => signature.test(start))
}
