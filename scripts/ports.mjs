import { createServer } from 'node:net'

const canListen = (port, host) =>
  new Promise((resolve) => {
    const server = createServer()
    // Without IPv6 the address itself is missing: that says nothing about the port.
    server.once('error', (error) => resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })

/** Whether nothing listens on that port, on either loopback or on all addresses. */
export const isPortFree = async (port) => {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    if (!(await canListen(port, host))) return false
  }
  return true
}

/** A port of the system's choosing. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
