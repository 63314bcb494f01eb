import Link from 'next/link'

const HomePage = () => (
  <main className="site">
    <p className="site-mark">Estudio Lumen</p>
    <h1>Brands and websites that feel like daylight.</h1>
    <p className="site-lead">
      This is the demo site of a small design studio. Its invoices, statements and payments live in the same Payload as
      its website.
    </p>
    <nav className="site-doors" aria-label="Where to go">
      <Link className="site-door site-door-main" href="/portal">
        <strong>Client portal</strong>
        <span>Invoices and what is owed, without a password</span>
      </Link>
      <a className="site-door" href="/admin">
        <strong>Studio admin</strong>
        <span>Clients, invoices and payments, for the team</span>
      </a>
    </nav>
  </main>
)

export default HomePage
