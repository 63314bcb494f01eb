import { readFileSync } from 'node:fs'
import path from 'node:path'

import ts from 'typescript'

/** What a parameter may be, as the official SDK declares it. */
export type Shape =
  | { kind: 'string'; oneOf?: string[] }
  | { kind: 'integer' }
  | { kind: 'boolean' }
  | { kind: 'list'; of: Shape }
  | { kind: 'map'; of: Shape }
  | { kind: 'hash'; properties: Record<string, { shape: Shape; required: boolean }> }
  | { kind: 'either'; of: Shape[] }
  /** Refers to `definitions`: many parameters share a shape. */
  | { kind: 'reference'; to: string }
  /** May be emptied by an empty string. */
  | { kind: 'unsettable'; of: Shape }

export interface SdkParameters {
  apiVersion: string
  /** `POST /v1/refunds/:` → its parameters. */
  endpoints: Record<string, Shape>
  definitions: Record<string, Shape>
}

/** A type that is named in a file, and where to go on looking for the names it uses. */
interface Declared {
  node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration
  file: ts.SourceFile
  /** The namespaces around it, outermost first. */
  scope: string[]
}

const nothing: Shape = { kind: 'hash', properties: {} }

const nameOf = (name: ts.EntityName): string[] =>
  ts.isIdentifier(name) ? [name.text] : [...nameOf(name.left), name.right.text]

/** Reads the SDK's own declarations: every endpoint of the given resources, and what it takes. */
export const deriveParameters = (sdkFolder: string, resources: string[]): SdkParameters => {
  const files = new Map<string, ts.SourceFile>()
  const read = (name: string): ts.SourceFile => {
    const full = path.join(sdkFolder, name)
    const known = files.get(full)
    if (known) return known
    const made = ts.createSourceFile(full, readFileSync(full, 'utf8'), ts.ScriptTarget.Latest, true)
    files.set(full, made)
    return made
  }

  const indexes = new Map<ts.SourceFile, Map<string, Declared>>()
  const indexOf = (file: ts.SourceFile): Map<string, Declared> => {
    const known = indexes.get(file)
    if (known) return known
    const index = new Map<string, Declared>()
    const visit = (statements: readonly ts.Statement[], scope: string[]): void => {
      for (const node of statements) {
        if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
          index.set([...scope, node.name.text].join('.'), { node, file, scope })
        } else if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
          visit(node.body.statements, [...scope, node.name.text])
        }
      }
    }
    visit(file.statements, [])
    indexes.set(file, index)
    return index
  }

  const find = (names: string[], from: { file: ts.SourceFile; scope: string[] }): Declared => {
    for (let depth = from.scope.length; depth >= 0; depth -= 1) {
      const found = indexOf(from.file).get([...from.scope.slice(0, depth), ...names].join('.'))
      if (found) return found
    }
    const shared = indexOf(read('shared.d.ts')).get(names.join('.'))
    if (shared) return shared
    throw new Error(`The SDK names ${names.join('.')}, and it was not found from ${from.file.fileName}.`)
  }

  const definitions: Record<string, Shape> = {}
  const keys = new Map<Declared['node'], string>()

  const define = (declared: Declared): Shape => {
    const known = keys.get(declared.node)
    if (known) return { kind: 'reference', to: known }
    const key = [path.basename(declared.file.fileName, '.d.ts'), ...declared.scope, declared.node.name.text].join('.')
    keys.set(declared.node, key)
    definitions[key] = ts.isInterfaceDeclaration(declared.node)
      ? membersOf(declared.node, declared)
      : shapeOf(declared.node.type, declared)
    return { kind: 'reference', to: key }
  }

  const membersOf = (node: ts.InterfaceDeclaration, where: Declared): Shape => {
    const properties: Record<string, { shape: Shape; required: boolean }> = {}
    for (const clause of node.heritageClauses ?? []) {
      for (const base of clause.types) {
        if (!ts.isIdentifier(base.expression)) throw new Error('An interface extends something unusual.')
        const parent = find([base.expression.text], where)
        if (!ts.isInterfaceDeclaration(parent.node)) throw new Error('An interface extends a type.')
        const shape = membersOf(parent.node, parent)
        if (shape.kind === 'hash') Object.assign(properties, shape.properties)
      }
    }
    for (const member of node.members) {
      if (ts.isIndexSignatureDeclaration(member)) return { kind: 'map', of: shapeOf(member.type, where) }
      if (!ts.isPropertySignature(member) || !member.type) continue
      const name =
        ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : member.name.getText()
      properties[name] = { shape: shapeOf(member.type, where), required: member.questionToken === undefined }
    }
    return { kind: 'hash', properties }
  }

  const unionOf = (node: ts.UnionTypeNode, where: Declared): Shape => {
    const oneOf: string[] = []
    const others: Shape[] = []
    let unsettable = false
    for (const each of node.types) {
      // "Open" enums are open for values that a newer API returns; a request with another value is refused.
      if (ts.isTypeReferenceNode(each) && nameOf(each.typeName).join('.') === 'OtherString') continue
      if (ts.isLiteralTypeNode(each)) {
        if (each.literal.kind === ts.SyntaxKind.NullKeyword) unsettable = true
        else if (ts.isStringLiteral(each.literal) && each.literal.text === '') unsettable = true
        else if (ts.isStringLiteral(each.literal)) oneOf.push(each.literal.text)
        else others.push(shapeOf(each, where))
      } else others.push(shapeOf(each, where))
    }
    if (oneOf.length > 0) others.push({ kind: 'string', oneOf })
    const [only] = others
    const shape: Shape = others.length === 1 && only ? only : { kind: 'either', of: others }
    return unsettable ? { kind: 'unsettable', of: shape } : shape
  }

  const referenceOf = (node: ts.TypeReferenceNode, where: Declared): Shape => {
    const names = nameOf(node.typeName)
    const [argument] = node.typeArguments ?? []
    const name = names.join('.')
    if (name === 'Array' && argument) return { kind: 'list', of: shapeOf(argument, where) }
    if (name === 'Emptyable' && argument) return { kind: 'unsettable', of: shapeOf(argument, where) }
    if (name === 'Decimal' || name === 'OtherString') return { kind: 'string' }
    return define(find(names, where))
  }

  const shapeOf = (node: ts.TypeNode, where: Declared): Shape => {
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { kind: 'string' }
      case ts.SyntaxKind.NumberKeyword:
        return { kind: 'integer' }
      case ts.SyntaxKind.BooleanKeyword:
        return { kind: 'boolean' }
    }
    if (ts.isUnionTypeNode(node)) return unionOf(node, where)
    if (ts.isTypeReferenceNode(node)) return referenceOf(node, where)
    if (ts.isParenthesizedTypeNode(node)) return shapeOf(node.type, where)
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) {
      return { kind: 'string', oneOf: [node.literal.text] }
    }
    if (ts.isTypeLiteralNode(node)) {
      const index = node.members.find(ts.isIndexSignatureDeclaration)
      if (index) return { kind: 'map', of: shapeOf(index.type, where) }
    }
    throw new Error(`No rule for the type ${node.getText()} in ${where.file.fileName}.`)
  }

  const endpoints: Record<string, Shape> = {}
  for (const resource of resources) {
    const types = read(`resources/${resource}.d.ts`)
    const declared = classIn(types)
    for (const method of classIn(read(`resources/${resource}.js`)).members) {
      if (!ts.isMethodDeclaration(method) || !method.body) continue
      const called = requestIn(method.body)
      if (!called) continue
      const signature = declared.members.find(
        (each): each is ts.MethodDeclaration =>
          ts.isMethodDeclaration(each) && each.name.getText() === method.name.getText(),
      )
      const type = signature?.parameters.find((each) => each.name.getText() === 'params')?.type
      endpoints[called] ??=
        type && ts.isTypeReferenceNode(type) ? define(find(nameOf(type.typeName), { file: types, scope: [] })) : nothing
    }
  }
  return { apiVersion: versionIn(read('apiVersion.js')), endpoints, definitions }
}

const classIn = (file: ts.SourceFile): ts.ClassDeclaration => {
  const found = file.statements.find((node): node is ts.ClassDeclaration => ts.isClassDeclaration(node))
  if (!found) throw new Error(`No class in ${file.fileName}.`)
  return found
}

/** `this._makeRequest('GET', `/v1/refunds/${encodeURIComponent(id)}`, …)` → `GET /v1/refunds/:`, the last one it makes. */
const requestIn = (body: ts.Node): string | null => {
  let found: string | null = null
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === '_makeRequest'
    ) {
      const [verb, address] = node.arguments
      if (verb && address && ts.isStringLiteral(verb)) {
        found = `${verb.text} ${address
          .getText()
          .slice(1, -1)
          .replace(/\$\{[^}]*\}/g, ':')}`
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(body)
  return found
}

const versionIn = (file: ts.SourceFile): string => {
  const version = /ApiVersion = '([^']+)'/.exec(file.text)?.[1]
  if (!version) throw new Error('The SDK does not say its API version where it used to.')
  return version
}
