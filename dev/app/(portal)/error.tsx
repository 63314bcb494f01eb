'use client'

export { ErrorPage as default } from 'payload-client-portal/client'
