/** Loaded into what we start: where we are killed without a chance to clean up, it does not stay behind. */
const parent = process.ppid

setInterval(() => {
  if (process.ppid === parent) return
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 5000).unref()
}, 1000).unref()
